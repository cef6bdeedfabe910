// Where a point of the world lies on the page, for a view that fills a frame. Plain values.
#pragma once

#include "drawing/view.hpp"
#include "sheet/page.hpp"

namespace geju {

class PageFrame {
  public:
    PageFrame(const View& view, const PageBox& frame)
      : center_(view.centerWorld)
      , unitsPerMillimeter_(view.unitsPerStylePixel() / kMillimetersPerStylePixel)
      , middle_{frame.x + frame.width / 2, frame.y + frame.height / 2} {}

    Point toPage(Point world) const {
        return {middle_.x + (world.x - center_.x) / unitsPerMillimeter_,
                middle_.y - (world.y - center_.y) / unitsPerMillimeter_};
    }
    Point toWorld(Point page) const {
        return {center_.x + (page.x - middle_.x) * unitsPerMillimeter_,
                center_.y - (page.y - middle_.y) * unitsPerMillimeter_};
    }
    double unitsPerMillimeter() const { return unitsPerMillimeter_; }

  private:
    Point center_;
    double unitsPerMillimeter_;
    Point middle_;
};

} // namespace geju
