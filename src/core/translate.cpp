#include "core/translate.hpp"

#include "core/embedded.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <span>
#include <unordered_map>

namespace geju {

std::span<const EmbeddedFile> embeddedTranslations();

namespace {

using Catalogue = std::unordered_map<std::string_view, const char*>;

/// Reads a compiled gettext catalogue; the layout is described in the gettext manual, "The Format of GNU MO Files".
/// The bytes must outlive the catalogue.
Catalogue readCatalogue(std::string_view bytes) {
    Catalogue catalogue;
    const auto word = [&](std::size_t offset) {
        std::uint32_t value = 0;
        if (offset + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + offset, sizeof value);
        return value;
    };
    constexpr std::uint32_t kMagic = 0x950412de;
    if (word(0) != kMagic) return catalogue;
    const std::uint32_t count = word(8);
    const std::uint32_t originals = word(12);
    const std::uint32_t translations = word(16);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t length = word(originals + 8 * i);
        const std::uint32_t start = word(originals + 8 * i + 4);
        const std::uint32_t translated = word(translations + 8 * i + 4);
        const std::uint32_t translatedLength = word(translations + 8 * i);
        if (length == 0 || translatedLength == 0) continue;
        if (start + length > bytes.size() || translated + translatedLength >= bytes.size()) continue;
        catalogue.emplace(bytes.substr(start, length), bytes.data() + translated);
    }
    return catalogue;
}

const std::map<std::string, Catalogue, std::less<>>& catalogues() {
    static const auto all = [] {
        std::map<std::string, Catalogue, std::less<>> read;
        for (const auto& file : embeddedTranslations()) {
            read.emplace(std::string(file.name.substr(0, file.name.find('.'))), readCatalogue(file.bytes));
        }
        return read;
    }();
    return all;
}

struct Current {
    std::atomic<const Catalogue*> catalogue{nullptr};
    std::atomic<const char*> language{"en"};
};

Current& current() {
    static Current value;
    return value;
}

std::string languageOfEnvironment() {
    for (const char* variable : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        if (value && *value) return std::string(value).substr(0, 2);
    }
    return "en";
}

} // namespace

void setLanguage(std::string_view wanted) {
    const std::string chosen = wanted.empty() ? languageOfEnvironment() : std::string(wanted.substr(0, 2));
    current().language = chosen == "zh" ? "zh" : "en";
    const auto found = catalogues().find(chosen);
    current().catalogue = found == catalogues().end() ? nullptr : &found->second;
}

std::string_view language() {
    return current().language.load();
}

const char* tr(const char* message) {
    const Catalogue* catalogue = current().catalogue.load(std::memory_order_relaxed);
    if (!catalogue) return message;
    const auto found = catalogue->find(message);
    return found == catalogue->end() ? message : found->second;
}

const std::string& LocalText::get() const {
    const bool chinese = language() == "zh";
    const std::string& first = chinese ? zh : en;
    const std::string& second = chinese ? en : zh;
    return first.empty() ? second : first;
}

} // namespace geju
