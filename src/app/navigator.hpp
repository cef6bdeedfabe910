// Where the map looks and how it gets there: panning, zooming about a point, flights between views. Pure state,
// without a window: the caller says how much time has passed. World frame in world units, screen frame in device
// pixels of the map's own rectangle. At rest the scale is exactly the one asked for.
#pragma once

#include "core/box.hpp"
#include "drawing/view.hpp"

#include <optional>

namespace geju {

/// A view without its window size: what history, scenes and flights need.
struct Camera {
    Point centerWorld;
    double unitsPerPixel = 1;

    friend bool operator==(const Camera&, const Camera&) = default;
};

/// A path between two cameras that keeps the sense of place: van Wijk and Nuij, "Smooth and efficient zooming and
/// panning", IEEE InfoVis 2003, with rho = 1.42 as they found people prefer.
class Flight {
  public:
    Flight(const Camera& from, const Camera& to, double widthPixels);
    Camera at(double fraction) const; ///< 0…1 of the path's own length; exact at both ends
    double length() const { return length_; }

  private:
    Camera from_;
    Camera to_;
    double widthPixels_;
    double distance_ = 0;
    double startWidth_ = 0;
    double startAngle_ = 0; ///< r0 of the paper
    double length_ = 0;     ///< S of the paper
};

class Navigator {
  public:
    void resize(int widthPixels, int heightPixels, double pixelRatio);
    /// Scales outside are clamped; `bounds` keeps the centre from leaving the data altogether. Empty: no bounds.
    void setLimits(double minUnitsPerPixel, double maxUnitsPerPixel, const Box& bounds);

    const View& view() const { return view_; }
    Box worldOf(const Box& screen) const; ///< of a rectangle of the view
    Camera camera() const { return {view_.centerWorld, view_.unitsPerPixel}; }
    /// Where it is going, or where it is when at rest.
    Camera destination() const;
    Camera fitting(const Box& world, double marginPixels) const;

    void jumpTo(const Camera& camera);
    void flyTo(const Camera& camera);
    void panPixels(double dx, double dy); ///< the map follows: positive dx moves it to the right
    /// Smoothly, keeping the world point at `screen` where it is. Factors of one burst multiply.
    void zoomAt(Point screen, double factor);

    bool moving() const { return flight_ || zoom_; }
    /// Lets time pass; true when the view changed.
    bool advance(double seconds);
    void stop(); ///< where it is now

  private:
    struct Zoom {
        Point anchorScreen;
        Point anchorWorld;
        double targetUnitsPerPixel = 1;
    };
    struct FlightState {
        Flight path;
        Camera to;
        double seconds = 0;
        double elapsed = 0;
    };

    double clampScale(double unitsPerPixel) const;
    Point clampCenter(Point world) const;

    View view_;
    double minUnitsPerPixel_ = 1e-9;
    double maxUnitsPerPixel_ = 1e12;
    Box bounds_;
    std::optional<Zoom> zoom_;
    std::optional<FlightState> flight_;
};

} // namespace geju
