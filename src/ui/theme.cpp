#include "ui/theme.hpp"

#include "ui/painter.hpp"

#include <imgui.h>

namespace geju {

namespace {

ImVec4 color(Rgba c) {
    return {static_cast<float>(c.r) / 255.0f, static_cast<float>(c.g) / 255.0f, static_cast<float>(c.b) / 255.0f,
            static_cast<float>(c.a) / 255.0f};
}

void setColors(ImGuiStyle& style) {
    using namespace theme;
    const auto set = [&](ImGuiCol which, Rgba c) { style.Colors[which] = color(c); };
    const Rgba none{255, 255, 255, 0};
    set(ImGuiCol_Text, kInk);
    set(ImGuiCol_TextDisabled, kInkFaint);
    set(ImGuiCol_WindowBg, kPanel);
    set(ImGuiCol_ChildBg, none);
    set(ImGuiCol_PopupBg, kPaper);
    set(ImGuiCol_Border, kLine);
    set(ImGuiCol_BorderShadow, none);
    set(ImGuiCol_FrameBg, kPaper);
    set(ImGuiCol_FrameBgHovered, kAccentFaint);
    set(ImGuiCol_FrameBgActive, kAccentSoft);
    set(ImGuiCol_TitleBg, kPanel);
    set(ImGuiCol_TitleBgActive, kPanel);
    set(ImGuiCol_TitleBgCollapsed, kPanel);
    set(ImGuiCol_MenuBarBg, kPanel);
    set(ImGuiCol_ScrollbarBg, none);
    set(ImGuiCol_ScrollbarGrab, Rgba{205, 211, 218, 255});
    set(ImGuiCol_ScrollbarGrabHovered, Rgba{180, 188, 197, 255});
    set(ImGuiCol_ScrollbarGrabActive, Rgba{150, 160, 171, 255});
    set(ImGuiCol_CheckMark, kAccent);
    set(ImGuiCol_SliderGrab, withOpacity(kAccent, 0.45)); // the value is lettered over the same field
    set(ImGuiCol_SliderGrabActive, kAccent);
    set(ImGuiCol_Button, kPaper);
    set(ImGuiCol_ButtonHovered, kAccentFaint);
    set(ImGuiCol_ButtonActive, kAccentSoft);
    set(ImGuiCol_Header, kAccentSoft);
    set(ImGuiCol_HeaderHovered, kAccentFaint);
    set(ImGuiCol_HeaderActive, kAccentSoft);
    set(ImGuiCol_Separator, kLine);
    set(ImGuiCol_SeparatorHovered, kAccent);
    set(ImGuiCol_SeparatorActive, kAccent);
    set(ImGuiCol_ResizeGrip, none);
    set(ImGuiCol_ResizeGripHovered, kAccentSoft);
    set(ImGuiCol_ResizeGripActive, kAccent);
    set(ImGuiCol_TableHeaderBg, kPanel);
    set(ImGuiCol_TableBorderStrong, kLine);
    set(ImGuiCol_TableBorderLight, kLine);
    set(ImGuiCol_TableRowBg, none);
    set(ImGuiCol_TableRowBgAlt, Rgba{31, 41, 51, 6});
    set(ImGuiCol_TextSelectedBg, Rgba{30, 111, 100, 70});
    set(ImGuiCol_NavHighlight, kAccent);
    set(ImGuiCol_ModalWindowDimBg, Rgba{31, 41, 51, 70});
    set(ImGuiCol_PlotHistogram, kAccent);
}

} // namespace

void applyTheme(float scale) {
    ImGuiStyle style;
    setColors(style);
    style.WindowPadding = {theme::kPadding, 10};
    style.FramePadding = {9, 5};
    style.ItemSpacing = {8, 6};
    style.ItemInnerSpacing = {6, 4};
    style.CellPadding = {6, 4};
    style.IndentSpacing = 16;
    style.ScrollbarSize = 11;
    style.GrabMinSize = 10;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 1;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 1;
    style.WindowRounding = 0;
    style.ChildRounding = 6;
    style.FrameRounding = 5;
    style.PopupRounding = 8;
    style.ScrollbarRounding = 6;
    style.GrabRounding = 5;
    style.AntiAliasedLinesUseTex = true;
    style.ScaleAllSizes(scale);
    ImGui::GetStyle() = style;
}

} // namespace geju
