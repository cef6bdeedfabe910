// Classes of a numeric attribute for a map: where a class ends and the next begins. Pure functions, any thread.
#pragma once

#include "core/progress.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace geju {

enum class ClassMethod {
    Quantiles,      ///< as many values in each class as equal values allow
    EqualIntervals, ///< each class as wide as the others
    NaturalBreaks   ///< Fisher 1958, Jenks 1977: the least sum of squared deviations from the classes' means
};

struct Classification {
    std::vector<double> breaks;      ///< ascending; a value belongs to the class after the last break ≤ it
    std::vector<std::size_t> counts; ///< of values in each class, one more than breaks
    double least = 0;
    double most = 0;
    double fit = 1; ///< goodness of variance fit: 1 − sum of squared deviations within classes ÷ over all
};

/// At most `classes` classes, fewer where there are fewer distinct values; none of them is empty but those of equal
/// intervals. NaN and infinities must have been left out. Natural breaks are exact, O(k · m · log m) in time and
/// O(k · m) in memory for m distinct values, whatever their number: nothing is sampled. Of quantiles and natural
/// breaks, a break is the number with the fewest digits that parts the same values; of equal intervals, it is
/// rounded to a thousandth of the interval. Empty for no values or when cancelled.
Classification classify(std::span<const double> values, ClassMethod method, std::size_t classes,
                        Progress* progress = nullptr);

/// The number with the fewest decimal digits in (above, upTo].
double shortestBetween(double above, double upTo);

} // namespace geju
