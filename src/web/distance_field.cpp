#include "web/distance_field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

constexpr double kReach = 8;     // pixels of the field from 0 to 255
constexpr double kInside = 0.25; // of the reach that lies inside the outline

/// Squared distances along one row or column (Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled
/// functions"): the lower envelope of the parabolas that stand at the samples.
class EnvelopePass {
  public:
    explicit EnvelopePass(int longest)
      : at_(static_cast<std::size_t>(longest))
      , from_(static_cast<std::size_t>(longest) + 1)
      , values_(static_cast<std::size_t>(longest)) {}

    void run(float* samples, int count, int stride) {
        for (int i = 0; i < count; ++i) values_[static_cast<std::size_t>(i)] = samples[i * stride];
        int last = -1;
        for (int q = 0; q < count; ++q) {
            if (!std::isfinite(values_[static_cast<std::size_t>(q)])) continue;
            double crossing = -std::numeric_limits<double>::infinity();
            for (; last >= 0; --last) {
                const int p = at_[static_cast<std::size_t>(last)];
                crossing = (height(q) - height(p)) / (2.0 * (q - p));
                if (crossing > from_[static_cast<std::size_t>(last)]) break;
            }
            if (last < 0) crossing = -std::numeric_limits<double>::infinity();
            ++last;
            at_[static_cast<std::size_t>(last)] = q;
            from_[static_cast<std::size_t>(last)] = crossing;
        }
        if (last < 0) return;
        int k = 0;
        for (int q = 0; q < count; ++q) {
            while (k < last && from_[static_cast<std::size_t>(k) + 1] < q) ++k;
            const int p = at_[static_cast<std::size_t>(k)];
            samples[q * stride] = static_cast<float>((q - p) * (q - p)) + values_[static_cast<std::size_t>(p)];
        }
    }

  private:
    double height(int q) const {
        return static_cast<double>(values_[static_cast<std::size_t>(q)]) + static_cast<double>(q) * q;
    }
    std::vector<int> at_;
    std::vector<double> from_;
    std::vector<float> values_;
};

/// Squared distance of every pixel of the area to the nearest one that is `inside`, or is not.
std::vector<float> squaredDistances(const std::vector<char>& inside, int width, int height, char wanted) {
    std::vector<float> squares(inside.size());
    for (std::size_t i = 0; i < inside.size(); ++i) {
        squares[i] = inside[i] == wanted ? 0.0f : std::numeric_limits<float>::infinity();
    }
    EnvelopePass pass(std::max(width, height));
    for (int x = 0; x < width; ++x) pass.run(squares.data() + x, height, width);
    for (int y = 0; y < height; ++y) pass.run(squares.data() + static_cast<std::ptrdiff_t>(y) * width, width, 1);
    return squares;
}

} // namespace

std::string distanceField(const CoverageGrid& grid, const FieldPlace& place) {
    const int width = place.width * place.step;
    const int height = place.height * place.step;
    std::vector<char> inside(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int gridX = x + place.originX;
            const int gridY = y + place.originY;
            if (gridX < 0 || gridY < 0 || gridX >= grid.width || gridY >= grid.height) continue;
            const auto at = static_cast<std::size_t>(gridY) * static_cast<std::size_t>(grid.width) +
                            static_cast<std::size_t>(gridX);
            inside[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] =
                grid.coverage[at] >= 128;
        }
    }
    const std::vector<float> toInside = squaredDistances(inside, width, height, 1);
    const std::vector<float> toOutside = squaredDistances(inside, width, height, 0);

    std::string field;
    field.reserve(static_cast<std::size_t>(place.width) * static_cast<std::size_t>(place.height));
    for (int y = 0; y < place.height; ++y) {
        for (int x = 0; x < place.width; ++x) {
            // The centre of a pixel of the field is the corner of four of the grid.
            double distance = 0;
            for (const int dy : {-1, 0}) {
                for (const int dx : {-1, 0}) {
                    const int fineX = x * place.step + place.step / 2 + dx;
                    const int fineY = y * place.step + place.step / 2 + dy;
                    const auto at = static_cast<std::size_t>(fineY) * static_cast<std::size_t>(width) +
                                    static_cast<std::size_t>(fineX);
                    // From centre to centre, less the half pixel to the outline between them.
                    const double outside = std::sqrt(toInside[at]);
                    const double within = std::sqrt(toOutside[at]);
                    distance += (outside > 0 ? outside - 0.5 : 0.5 - within) / 4;
                }
            }
            const double value = 255 * (1 - kInside - distance / place.step / kReach);
            field += static_cast<char>(static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0))));
        }
    }
    return field;
}

} // namespace geju
