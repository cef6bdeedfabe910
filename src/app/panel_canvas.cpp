#include "app/panel_canvas.hpp"

#include "gl/draw.hpp"
#include "gl/screen.hpp"
#include "ui/workbench.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstring>

namespace geju {

namespace {

/// FNV-1a (Fowler, Noll, Vo) over words of eight bytes.
class Hash {
  public:
    template <typename T>
    void add(const ImVector<T>& items) {
        add(items.Data, static_cast<std::size_t>(items.Size) * sizeof(T));
    }
    void add(const void* data, std::size_t bytes) {
        const auto* at = static_cast<const char*>(data);
        for (; bytes >= sizeof(std::uint64_t); bytes -= sizeof(std::uint64_t), at += sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof word);
            mix(word);
        }
        for (; bytes > 0; --bytes, ++at) mix(static_cast<unsigned char>(*at));
    }
    std::uint64_t value() const { return value_; }

  private:
    void mix(std::uint64_t word) {
        value_ = (value_ ^ word) * 0x100000001b3ULL;
        value_ ^= value_ >> 32U; // high bytes of a word reach the low bits too
    }
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

void addCommands(Hash& hash, const ImVector<ImDrawCmd>& commands) {
    for (const ImDrawCmd& command : commands) {
        hash.add(&command.ClipRect, sizeof command.ClipRect);
        hash.add(&command.ElemCount, sizeof command.ElemCount);
    }
}

/// Draws some of the lists of a frame.
void render(const ImDrawData& frame, const ImVector<ImDrawList*>& lists) {
    ImDrawData some = frame;
    some.CmdListsCount = lists.Size;
#if IMGUI_VERSION_NUM >= 18980
    some.CmdLists = lists;
#else
    some.CmdLists = lists.Data;
#endif
    ImGui_ImplOpenGL3_RenderDrawData(&some);
}

} // namespace

void PanelCanvas::showAround(gl::PixelRect map) const {
    const int width = texture_.width();
    const int height = texture_.height();
    const int right = map.x + map.width;
    const int top = map.y + map.height;
    for (const gl::PixelRect& rect :
         {gl::PixelRect{0, top, width, height - top}, gl::PixelRect{0, 0, width, map.y},
          gl::PixelRect{0, map.y, map.x, map.height}, gl::PixelRect{right, map.y, width - right, map.height}}) {
        if (rect.width > 0 && rect.height > 0) gl::copyToScreen(framebuffer_, rect, rect.x, rect.y);
    }
}

void PanelCanvas::show(const ImDrawData& drawn, int width, int height, gl::PixelRect map, const Under& under) {
    ImVector<ImDrawList*> panels;
    ImVector<ImDrawList*> rest;
    Hash looks;
    looks.add(&map, sizeof map);
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        ImDrawList* list = drawn.CmdLists[i];
        const bool panel = list->_OwnerName && Workbench::isSteady(list->_OwnerName);
        (panel ? panels : rest).push_back(list);
        if (!panel) continue;
        looks.add(list->VtxBuffer);
        looks.add(list->IdxBuffer);
        addCommands(looks, list->CmdBuffer);
    }
    if (texture_.width() != width || texture_.height() != height) {
        texture_ = gl::Texture::create(width, height, gl::PixelFormat::Rgba8);
        framebuffer_ = gl::Framebuffer::create();
        framebuffer_.attach(texture_);
        known_ = false;
    }
    if (!known_ || looks.value() != looks_) {
        gl::resetState();
        framebuffer_.bind();
        under.drawGround();
        render(drawn, panels);
        looks_ = looks.value();
        known_ = true;
    }
    gl::resetState();
    gl::bindScreen(width, height);
    showAround(map);
    under.showMap();
    gl::bindScreen(width, height);
    render(drawn, rest);
}

} // namespace geju
