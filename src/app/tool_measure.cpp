#include "app/tool_measure.hpp"

namespace geju {

void MeasureTool::start(MeasureKind kind) {
    clear();
    kind_ = kind;
}

void MeasureTool::addPoint(Point world) {
    if (finished_) clear();
    if (!points_.empty() && points_.back() == world) return;
    points_.push_back(world);
    ++revision_;
}

bool MeasureTool::undo() {
    if (finished_) {
        finished_ = false;
        hover_.reset();
        ++revision_;
        return true;
    }
    if (points_.empty()) return false;
    points_.pop_back();
    ++revision_;
    return true;
}

void MeasureTool::finish() {
    if (points_.empty() || finished_) return;
    finished_ = true;
    hover_.reset();
    ++revision_;
}

void MeasureTool::clear() {
    points_.clear();
    hover_.reset();
    finished_ = false;
    ++revision_;
}

std::vector<Point> MeasureTool::path() const {
    std::vector<Point> path = points_;
    if (!finished_ && hover_ && !path.empty() && !(path.back() == *hover_)) path.push_back(*hover_);
    return path;
}

} // namespace geju
