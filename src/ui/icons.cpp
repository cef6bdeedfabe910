#include "ui/icons.hpp"

#include "ui/painter.hpp"

#include <imgui.h>

#include <initializer_list>

namespace geju {

namespace {

constexpr float kTurn = 6.2831853f;

/// Strokes in the icon's grid.
class Pen {
  public:
    Pen(ImDrawList& list, float x, float y, float size, Rgba color)
      : list_(list)
      , x_(x)
      , y_(y)
      , unit_(size / 20)
      , color_(packed(color))
      , width_(size / 20 * 1.5f) {}

    void line(std::initializer_list<ImVec2> points, bool closed = false) {
        for (const ImVec2& p : points) list_.PathLineTo(at(p.x, p.y));
        list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
    }
    void fill(std::initializer_list<ImVec2> points) {
        for (const ImVec2& p : points) list_.PathLineTo(at(p.x, p.y));
        list_.PathFillConvex(color_);
    }
    void circle(float x, float y, float radius) { list_.AddCircle(at(x, y), radius * unit_, color_, 0, width_); }
    void dot(float x, float y, float radius) { list_.AddCircleFilled(at(x, y), radius * unit_, color_); }
    void arc(float x, float y, float radius, float fromTurns, float toTurns) {
        list_.PathArcTo(at(x, y), radius * unit_, fromTurns * kTurn, toTurns * kTurn, 24);
        list_.PathStroke(color_, ImDrawFlags_None, width_);
    }
    void box(float x0, float y0, float x1, float y1, float rounding = 1.5f) {
        list_.AddRect(at(x0, y0), at(x1, y1), color_, rounding * unit_, 0, width_);
    }

  private:
    ImVec2 at(float x, float y) const { return {x_ + x * unit_, y_ + y * unit_}; }

    ImDrawList& list_;
    float x_;
    float y_;
    float unit_;
    ImU32 color_;
    float width_;
};

void drawArrow(Pen& pen, bool left) {
    const auto flip = [&](float x) { return left ? x : 20 - x; };
    pen.line({{flip(16), 10}, {flip(4), 10}});
    pen.line({{flip(9), 5}, {flip(4), 10}, {flip(9), 15}});
}

void drawMagnifier(Pen& pen, bool in) {
    pen.circle(8.5f, 8.5f, 5.5f);
    pen.line({{12.6f, 12.6f}, {17, 17}});
    pen.line({{6, 8.5f}, {11, 8.5f}});
    if (in) pen.line({{8.5f, 6}, {8.5f, 11}});
}

void drawCorners(Pen& pen) {
    pen.line({{3, 7}, {3, 3}, {7, 3}});
    pen.line({{13, 3}, {17, 3}, {17, 7}});
    pen.line({{17, 13}, {17, 17}, {13, 17}});
    pen.line({{7, 17}, {3, 17}, {3, 13}});
}

void drawEye(Pen& pen) {
    pen.arc(10, 15.5f, 9.2f, 0.61f, 0.89f);
    pen.arc(10, 4.5f, 9.2f, 0.11f, 0.39f);
    pen.dot(10, 10, 2.2f);
}

void drawFolder(Pen& pen) {
    pen.line({{2.5f, 15.5f}, {2.5f, 4.5f}, {8, 4.5f}, {10, 7}, {17.5f, 7}, {17.5f, 15.5f}}, true);
}

void drawSide(Pen& pen, bool left) {
    pen.box(2.5f, 3.5f, 17.5f, 16.5f);
    const float x = left ? 7.5f : 12.5f;
    pen.line({{x, 3.5f}, {x, 16.5f}});
}

} // namespace

void drawIcon(ImDrawList& list, Icon icon, float x, float y, float size, Rgba color) {
    Pen pen(list, x, y, size, color);
    switch (icon) {
    case Icon::None:
        break;
    case Icon::Open:
    case Icon::Folder:
        drawFolder(pen);
        break;
    case Icon::Export:
        pen.line({{4, 12}, {4, 16.5f}, {16, 16.5f}, {16, 12}});
        pen.line({{10, 3}, {10, 12.5f}});
        pen.line({{6.5f, 9}, {10, 12.5f}, {13.5f, 9}});
        break;
    case Icon::Back:
        drawArrow(pen, true);
        break;
    case Icon::Forward:
        drawArrow(pen, false);
        break;
    case Icon::ZoomIn:
        drawMagnifier(pen, true);
        break;
    case Icon::ZoomOut:
        drawMagnifier(pen, false);
        break;
    case Icon::FitAll:
        drawCorners(pen);
        pen.dot(10, 10, 2.2f);
        break;
    case Icon::FitLayer:
        pen.line({{10, 3}, {17, 6.8f}, {10, 10.6f}, {3, 6.8f}}, true);
        pen.line({{3, 10.2f}, {10, 14}, {17, 10.2f}});
        pen.line({{3, 13.4f}, {10, 17.2f}, {17, 13.4f}});
        break;
    case Icon::Hand:
        pen.line({{5, 3}, {5, 15.2f}, {8.3f, 12.3f}, {10.6f, 17.2f}, {12.8f, 16.2f}, {10.6f, 11.5f}, {15, 11.2f}},
                 true);
        break;
    case Icon::BoxZoom:
        pen.line({{3, 6}, {3, 3}, {6, 3}});
        pen.line({{11, 3}, {14, 3}, {14, 6}});
        pen.line({{6, 14}, {3, 14}, {3, 11}});
        pen.line({{3, 8}, {3, 9}});
        pen.line({{8, 3}, {9, 3}});
        pen.circle(12, 12, 3.6f);
        pen.line({{14.7f, 14.7f}, {17.5f, 17.5f}});
        break;
    case Icon::BoxSelect:
        pen.line({{3, 6}, {3, 3}, {6, 3}});
        pen.line({{14, 3}, {17, 3}, {17, 6}});
        pen.line({{3, 14}, {3, 17}, {6, 17}});
        pen.line({{9, 3}, {11, 3}});
        pen.line({{3, 9}, {3, 11}});
        pen.line({{9.5f, 9.5f}, {17.5f, 12.3f}, {14, 14}, {12.3f, 17.5f}}, true);
        break;
    case Icon::Distance:
        pen.line({{2, 12.5f}, {12.5f, 2}, {18, 7.5f}, {7.5f, 18}}, true);
        pen.line({{5, 9.5f}, {7, 11.5f}});
        pen.line({{7.7f, 6.8f}, {9, 8.1f}});
        pen.line({{10.2f, 4.3f}, {12.2f, 6.3f}});
        break;
    case Icon::Area:
        pen.line({{4, 6}, {12, 3.5f}, {16.5f, 9}, {13, 16}, {5, 14.5f}}, true);
        pen.dot(4, 6, 1.8f);
        pen.dot(12, 3.5f, 1.8f);
        pen.dot(16.5f, 9, 1.8f);
        pen.dot(13, 16, 1.8f);
        pen.dot(5, 14.5f, 1.8f);
        break;
    case Icon::Eye:
        drawEye(pen);
        break;
    case Icon::EyeOff:
        drawEye(pen);
        pen.line({{4, 16}, {16, 4}});
        break;
    case Icon::Target:
        pen.circle(10, 10, 5);
        pen.line({{10, 2}, {10, 7}});
        pen.line({{10, 13}, {10, 18}});
        pen.line({{2, 10}, {7, 10}});
        pen.line({{13, 10}, {18, 10}});
        break;
    case Icon::Close:
        pen.line({{5, 5}, {15, 15}});
        pen.line({{15, 5}, {5, 15}});
        break;
    case Icon::Undo:
        pen.arc(10.5f, 11, 5.5f, -0.42f, 0.28f);
        pen.line({{3.5f, 4.5f}, {5.3f, 9.6f}, {10.2f, 8}});
        break;
    case Icon::ChevronRight:
        pen.line({{8, 5}, {13, 10}, {8, 15}});
        break;
    case Icon::ChevronDown:
        pen.line({{5, 8}, {10, 13}, {15, 8}});
        break;
    case Icon::File:
        pen.line({{5, 2.5f}, {12, 2.5f}, {15.5f, 6}, {15.5f, 17.5f}, {5, 17.5f}}, true);
        pen.line({{12, 2.5f}, {12, 6}, {15.5f, 6}});
        break;
    case Icon::Up:
        pen.line({{10, 16}, {10, 4}});
        pen.line({{5, 9}, {10, 4}, {15, 9}});
        break;
    case Icon::Help:
        pen.circle(10, 10, 7.5f);
        pen.arc(10, 8, 2.5f, -0.5f, 0.22f);
        pen.line({{10.3f, 10.2f}, {10, 11.8f}});
        pen.dot(10, 14.2f, 1.0f);
        break;
    case Icon::SideLeft:
        drawSide(pen, true);
        break;
    case Icon::SideRight:
        drawSide(pen, false);
        break;
    case Icon::Warning:
        pen.line({{10, 3}, {18, 16.5f}, {2, 16.5f}}, true);
        pen.line({{10, 8}, {10, 12}});
        pen.dot(10, 14.2f, 0.9f);
        break;
    case Icon::Check:
        pen.line({{4, 10.5f}, {8.3f, 15}, {16, 5.5f}});
        break;
    case Icon::Save:
        pen.line({{3.5f, 3.5f}, {13.5f, 3.5f}, {16.5f, 6.5f}, {16.5f, 16.5f}, {3.5f, 16.5f}}, true);
        pen.line({{6.5f, 3.5f}, {6.5f, 7.5f}, {12.5f, 7.5f}, {12.5f, 3.5f}});
        pen.line({{6.5f, 16.5f}, {6.5f, 11.5f}, {13.5f, 11.5f}, {13.5f, 16.5f}});
        break;
    case Icon::Redo:
        pen.arc(9.5f, 11, 5.5f, 0.22f, 0.92f);
        pen.line({{16.5f, 4.5f}, {14.7f, 9.6f}, {9.8f, 8}});
        break;
    case Icon::Brush:
        pen.line({{16.5f, 3.5f}, {9, 11}, {11, 13}, {17.5f, 5}}, true);
        pen.line({{9, 11}, {6, 12}, {5.5f, 15}, {3, 16.5f}, {8, 17}, {10.6f, 15}, {11, 13}});
        break;
    case Icon::Edit:
        pen.line({{4, 16}, {4.8f, 12.2f}, {13.5f, 3.5f}, {16.5f, 6.5f}, {7.8f, 15.2f}}, true);
        pen.line({{11.5f, 5.5f}, {14.5f, 8.5f}});
        break;
    case Icon::Swap:
        pen.line({{4, 7}, {16, 7}});
        pen.line({{12.5f, 3.5f}, {16, 7}, {12.5f, 10.5f}});
        pen.line({{16, 13.5f}, {4, 13.5f}});
        pen.line({{7.5f, 10}, {4, 13.5f}, {7.5f, 17}});
        break;
    case Icon::Down:
        pen.line({{10, 4}, {10, 16}});
        pen.line({{5, 11}, {10, 16}, {15, 11}});
        break;
    case Icon::Copy:
        pen.box(3.5f, 6.5f, 13.5f, 16.5f);
        pen.line({{7, 6.5f}, {7, 3.5f}, {16.5f, 3.5f}, {16.5f, 13}, {13.5f, 13}});
        break;
    case Icon::Trash:
        pen.line({{3.5f, 5.5f}, {16.5f, 5.5f}});
        pen.line({{7.5f, 5.5f}, {7.5f, 3}, {12.5f, 3}, {12.5f, 5.5f}});
        pen.line({{5, 5.5f}, {5.8f, 17}, {14.2f, 17}, {15, 5.5f}});
        break;
    }
}

} // namespace geju
