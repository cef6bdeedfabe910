// Small plans in memory for the tests of the drawing room: metres, x east, y north.
#pragma once

#include "drawing/picture.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace geju::test {

using Attributes = std::vector<std::pair<std::string, Value>>;

class PlanTable {
  public:
    PlanTable& polygon(const std::vector<std::vector<Point>>& rings, const Attributes& attributes = {}) {
        return part(PartKind::Polygon, rings, attributes);
    }
    PlanTable& square(double x, double y, double size, const Attributes& attributes = {}) {
        return polygon({{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}}, attributes);
    }
    PlanTable& line(const std::vector<Point>& path, const Attributes& attributes = {}) {
        return part(PartKind::Line, {path}, attributes);
    }
    PlanTable& point(Point at, const Attributes& attributes = {}) { return part(PartKind::Points, {{at}}, attributes); }

    std::shared_ptr<const FeatureTable> build() {
        return std::make_shared<const FeatureTable>(builder_.build("plan", Crs::from("EPSG:4549").value.value()));
    }

  private:
    PlanTable& part(PartKind kind, const std::vector<std::vector<Point>>& rings, const Attributes& attributes) {
        builder_.beginPart(kind);
        for (const auto& ring : rings) {
            builder_.beginRing();
            for (const Point& p : ring) builder_.addPoint(p);
        }
        for (const auto& [name, value] : attributes) builder_.set(name, value);
        builder_.endFeature();
        return *this;
    }
    TableBuilder builder_;
};

/// A document of one source "plan" with these layers (a JSON list).
inline std::shared_ptr<const Document> documentOf(std::shared_ptr<const FeatureTable> table, const std::string& layers,
                                                  const std::string& metadata = "{}") {
    auto document = std::make_shared<Document>();
    auto project =
        parseProject(R"({"version":8,"name":"test","metadata":)" + metadata +
                         R"(,"sources":{"plan":{"type":"geojson","data":"plan.geojson"}},"layers":)" + layers + "}",
                     "/plan/test.geju.json");
    if (!project) return nullptr;
    document->project = std::move(*project);
    document->crs = table->crs();
    document->sources["plan"] = {table, table};
    return document;
}

inline View viewOf(Point center, double unitsPerPixel, int width = 800, int height = 600, double pixelRatio = 1) {
    View view;
    view.centerWorld = center;
    view.unitsPerPixel = unitsPerPixel;
    view.widthPixels = width;
    view.heightPixels = height;
    view.pixelRatio = pixelRatio;
    return view;
}

} // namespace geju::test
