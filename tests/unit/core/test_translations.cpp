// Every message of the interface has a translation, its placeholders are the original's, and po/ holds no message that
// the sources have lost. The sources are read here, not through xgettext: a second reader of the same calls.
#include "core/translate.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::string textOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Reads one quoted literal that starts at `at` and leaves `at` behind it. The escapes are those used in the sources.
std::string readLiteral(std::string_view text, std::size_t& at) {
    std::string value;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] != '\\') {
            value += text[at];
            continue;
        }
        switch (text[++at]) {
        case 'n':
            value += '\n';
            break;
        case 't':
            value += '\t';
            break;
        default:
            value += text[at];
        }
    }
    ++at;
    return value;
}

void skipSpace(std::string_view text, std::size_t& at) {
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at]))) ++at;
}

/// Literals side by side are one.
std::string readLiterals(std::string_view text, std::size_t& at) {
    std::string value;
    for (skipSpace(text, at); at < text.size() && text[at] == '"'; skipSpace(text, at)) value += readLiteral(text, at);
    return value;
}

/// The messages of the calls of tr in one source. Line comments are skipped, which the sources' literals allow: none
/// holds "//" and a call of tr.
struct Calls {
    std::vector<std::string> messages;
    /// Calls whose argument is no literal: no catalogue can be made from them.
    std::vector<std::string> others;
};

Calls callsIn(std::string_view text) {
    Calls calls;
    for (std::size_t at = text.find("tr("); at != std::string_view::npos; at = text.find("tr(", at)) {
        const std::size_t lineStart = text.rfind('\n', at) + 1;
        const std::string_view before = text.substr(lineStart, at - lineStart);
        at += 3;
        const bool isOtherWord = !before.empty() && isWordCharacter(before.back());
        if (isOtherWord || before.find("//") != std::string_view::npos) continue;
        std::size_t end = at;
        skipSpace(text, end);
        const bool isDeclaration = text.substr(end, 11) == "const char*";
        if (isDeclaration) continue;
        if (text[end] == '"') {
            calls.messages.push_back(readLiterals(text, end));
        } else {
            calls.others.emplace_back(text.substr(lineStart, text.find('\n', at) - lineStart));
        }
    }
    return calls;
}

std::map<std::string, std::string> catalogueOf(const fs::path& path) {
    std::map<std::string, std::string> catalogue;
    const std::string text = textOf(path);
    std::string message;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        const bool isMessage = rest.substr(0, 6) == "msgid ";
        if (isMessage || rest.substr(0, 7) == "msgstr ") {
            at += isMessage ? 6 : 7;
            const std::string value = readLiterals(text, at);
            if (isMessage) {
                message = value;
            } else if (!message.empty()) {
                catalogue[message] = value;
            }
        } else {
            at = text.find('\n', at);
            if (at != std::string::npos) ++at;
        }
    }
    return catalogue;
}

/// What fmt would fill, in order: "{}" "{:.3f}"; doubled braces are text.
std::vector<std::string> placeholdersOf(std::string_view message) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < message.size(); ++at) {
        if (message[at] != '{') continue;
        if (at + 1 < message.size() && message[at + 1] == '{') {
            ++at;
            continue;
        }
        const std::size_t end = message.find('}', at);
        if (end == std::string_view::npos) break;
        found.emplace_back(message.substr(at, end + 1 - at));
        at = end;
    }
    return found;
}

bool hasHan(std::string_view text) {
    // U+4E00–U+9FFF begin with the bytes E4 B8 to E9 BF in UTF-8.
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    });
}

struct Sources {
    std::set<std::string> messages;
    std::vector<std::string> others;
};

const Sources& sources() {
    static const Sources all = [] {
        Sources read;
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(GEJU_SOURCE_DIR) / "src")) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".cpp" && ending != ".hpp") continue;
            if (entry.path().parent_path().filename() == "core" && entry.path().stem() == "translate") continue;
            const std::string text = textOf(entry.path());
            Calls calls = callsIn(text);
            read.messages.insert(calls.messages.begin(), calls.messages.end());
            for (const auto& line : calls.others) read.others.push_back(entry.path().filename().string() + ": " + line);
        }
        return read;
    }();
    return all;
}

const std::map<std::string, std::string>& chinese() {
    static const auto catalogue = catalogueOf(fs::path(GEJU_SOURCE_DIR) / "po" / "zh.po");
    return catalogue;
}

struct LanguageScope {
    explicit LanguageScope(std::string_view language) { geju::setLanguage(language); }
    ~LanguageScope() { geju::setLanguage("en"); }
};

} // namespace

TEST_CASE("the readers of this test find what they should", "[translations]") {
    const Calls calls = callsIn("say(tr(\"a \\\"b\\\"\\n\"\n   \"c\")); str(\"no\"); // tr(\"no\")\nx = tr(name);\n");
    REQUIRE(calls.messages == std::vector<std::string>{"a \"b\"\nc"});
    REQUIRE(calls.others == std::vector<std::string>{"x = tr(name);"});
    REQUIRE(placeholdersOf("{{no}} {} and {:.3f}") == std::vector<std::string>{"{}", "{:.3f}"});
    REQUIRE(sources().messages.size() > 500);
    REQUIRE(chinese().size() > 500);
}

TEST_CASE("every message has a Chinese translation", "[translations]") {
    for (const auto& message : sources().messages) {
        INFO("message: " << message << "\nrun scripts/translations, then translate it in po/zh.po");
        const auto found = chinese().find(message);
        CHECK(found != chinese().end());
        if (found != chinese().end()) CHECK_FALSE(found->second.empty());
    }
}

TEST_CASE("the catalogue holds no message that the sources have lost", "[translations]") {
    for (const auto& [message, translation] : chinese()) {
        INFO("message: " << message << "\nrun scripts/translations");
        CHECK(sources().messages.count(message) == 1);
    }
}

TEST_CASE("every call of tr names its message in place", "[translations]") {
    for (const auto& line : sources().others) {
        INFO(line);
        CHECK(false);
    }
}

TEST_CASE("translations keep placeholders, line ends and leading spaces", "[translations]") {
    const auto indent = [](const std::string& text) {
        return text.substr(0, std::min(text.find_first_not_of(' '), text.size()));
    };
    for (const auto& [message, translation] : chinese()) {
        if (translation.empty()) continue;
        INFO("message: " << message << "\ntranslation: " << translation);
        CHECK(placeholdersOf(translation) == placeholdersOf(message));
        CHECK(indent(translation) == indent(message));
        CHECK(std::count(translation.begin(), translation.end(), '\n') ==
              std::count(message.begin(), message.end(), '\n'));
        CHECK((translation.back() == '\n') == (message.back() == '\n'));
    }
}

TEST_CASE("a translation that has Chinese in it has Chinese punctuation", "[translations]") {
    for (const auto& [message, translation] : chinese()) {
        if (!hasHan(translation)) continue;
        INFO("translation: " << translation);
        // A half-width mark right behind a Chinese character; between Latin letters, in code and in the list of
        // --extent they stay.
        if (translation.find("西,南,东,北") != std::string::npos) continue;
        for (std::size_t at = 3; at < translation.size(); ++at) {
            if (!hasHan(std::string_view(translation).substr(at - 3, 1))) continue;
            CHECK(std::string_view(",;:!?()").find(translation[at]) == std::string_view::npos);
        }
    }
}

TEST_CASE("the program answers with the translations of the catalogue", "[translations]") {
    const LanguageScope scope("zh");
    for (const auto& [message, translation] : chinese()) {
        if (!translation.empty()) CHECK(geju::tr(message.c_str()) == translation);
    }
}
