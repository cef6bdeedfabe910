// The window's fonts: Noto Sans CJK SC where the system has it, in an atlas that holds just the characters that are
// shown. Panels note what they write; when a character is new the atlas is built again before the frame is presented.
// The window's thread; needs a current ImGui context.
#pragma once

#include "drawing/fonts.hpp"

#include <array>
#include <bitset>
#include <string>
#include <string_view>

struct ImFont;

namespace geju {

enum class TextRole { Body, Small, Strong, Title };

/// The characters that a role has to show: Unicode's basic plane, as ImGui can.
class GlyphSet {
  public:
    GlyphSet(); ///< Latin, punctuation of both languages
    /// UTF-8; true when something is new. What is not UTF-8 is passed over.
    bool note(std::string_view text);
    bool has(char32_t character) const { return character < shown_.size() && shown_[character]; }
    std::size_t size() const { return shown_.count(); }
    const std::bitset<0x10000>& characters() const { return shown_; }

  private:
    std::bitset<0x10000> shown_;
};

class WindowFonts {
  public:
    /// Looks the files up through `book`, once.
    explicit WindowFonts(FontBook& book);
    ~WindowFonts();
    WindowFonts(const WindowFonts&) = delete;
    WindowFonts& operator=(const WindowFonts&) = delete;

    void note(TextRole role, std::string_view text);
    bool stale() const { return stale_; }
    /// Makes the atlas for a display scale; the renderer's copy of it must be made again. False when no font file could
    /// be used: ImGui's own Latin font stands in.
    bool build(float scale);
    ImFont* font(TextRole role) const { return fonts_[static_cast<std::size_t>(role)]; }

  private:
    struct File {
        std::string bytes;
        int face = 0;
    };
    static File load(FontBook& book, const char* family);

    File regular_;
    File bold_;
    std::array<GlyphSet, 4> glyphs_;
    std::array<ImFont*, 4> fonts_{};
    bool stale_ = true;
};

} // namespace geju
