#include "ui/fonts.hpp"

#include "core/files.hpp"
#include "drawing/utf8.hpp"
#include "ui/theme.hpp"

#include <imgui.h>
#include <imgui_freetype.h>

#include <cmath>
#include <vector>

namespace geju {

namespace {

std::vector<ImWchar> rangesOf(const GlyphSet& glyphs) {
    std::vector<ImWchar> ranges;
    const auto& shown = glyphs.characters();
    for (std::size_t c = 1; c < shown.size(); ++c) {
        if (!shown[c]) continue;
        std::size_t last = c;
        while (last + 1 < shown.size() && shown[last + 1]) ++last;
        ranges.push_back(static_cast<ImWchar>(c));
        ranges.push_back(static_cast<ImWchar>(last));
        c = last;
    }
    ranges.push_back(0);
    return ranges;
}

float sizeOf(TextRole role) {
    switch (role) {
    case TextRole::Small:
        return theme::kSmallText;
    case TextRole::Title:
        return theme::kTitleText;
    case TextRole::Body:
    case TextRole::Strong:
        break;
    }
    return theme::kBodyText;
}

} // namespace

GlyphSet::GlyphSet() {
    for (std::size_t c = 0x20; c < 0x100; ++c) shown_.set(c);
    note("–—‘’“”…·•‰→←↑↓×≤≥≈²³°、。，：；！？（）《》「」");
    shown_.set(0xFFFD);
}

bool GlyphSet::note(std::string_view text) {
    bool isNew = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, bytes] = readUtf8(text, at);
        at += bytes;
        if (c < 0x20 || c >= shown_.size() || shown_[c]) continue;
        shown_.set(c);
        isNew = true;
    }
    return isNew;
}

WindowFonts::WindowFonts(FontBook& book)
  : regular_(load(book, "Noto Sans CJK SC Regular"))
  , bold_(load(book, "Noto Sans CJK SC Bold")) {}

WindowFonts::~WindowFonts() = default;

WindowFonts::File WindowFonts::load(FontBook& book, const char* family) {
    const auto shaped = book.shape("永", family, 16);
    if (shaped.empty()) return {};
    const auto file = book.file(shaped.front().face);
    auto bytes = readFile(file.path);
    if (!bytes) return {};
    // The upper half of fontconfig's index names an instance of a variable font, which ImGui does not know.
    return {std::move(*bytes), static_cast<int>(file.index & 0xffff)};
}

void WindowFonts::note(TextRole role, std::string_view text) {
    if (glyphs_[static_cast<std::size_t>(role)].note(text)) stale_ = true;
}

bool WindowFonts::build(float scale) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    std::array<std::vector<ImWchar>, 4> ranges; // ImGui reads them while it builds
    bool found = true;
    for (const TextRole role : {TextRole::Body, TextRole::Small, TextRole::Strong, TextRole::Title}) {
        const auto i = static_cast<std::size_t>(role);
        const bool heavy = role == TextRole::Strong || role == TextRole::Title;
        File& file = heavy && !bold_.bytes.empty() ? bold_ : regular_;
        const float emPixels = sizeOf(role) * scale;
        ImFontConfig config;
        if (file.bytes.empty()) {
            found = false;
            config.SizePixels = std::round(emPixels);
            fonts_[i] = atlas.AddFontDefault(&config);
            continue;
        }
        ranges[i] = rangesOf(glyphs_[i]);
        // Said to own the bytes, the atlas does not copy them (20 MB a face); it gives them back below.
        config.FontDataOwnedByAtlas = true;
        config.FontNo = file.face;
        config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        // ImGui takes a font's size to be its line from ascender to descender: 1.448 em in Noto Sans CJK (its hhea
        // table: 1160 and -288 of 1000).
        constexpr float kLinePerEm = 1.448f;
        config.GlyphRanges = ranges[i].data();
        fonts_[i] = atlas.AddFontFromMemoryTTF(file.bytes.data(), static_cast<int>(file.bytes.size()),
                                               std::round(emPixels * kLinePerEm), &config, ranges[i].data());
    }
    atlas.Build();
    for (ImFontConfig& config : atlas.ConfigData) {
        const bool ours = config.FontData == regular_.bytes.data() || config.FontData == bold_.bytes.data();
        if (!ours) continue;
        config.FontData = nullptr;
        config.FontDataOwnedByAtlas = false;
    }
    ImGui::GetIO().FontDefault = fonts_[0];
    stale_ = false;
    return found;
}

} // namespace geju
