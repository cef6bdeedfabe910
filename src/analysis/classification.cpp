#include "analysis/classification.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

namespace geju {

namespace {

/// Distinct values, ascending, with sums from the first on of how often they occur and what they and their squares
/// add up to. Taken about the mean, so that squares do not cancel.
class Distinct {
  public:
    explicit Distinct(std::vector<double> sorted) {
        const long double n = static_cast<long double>(sorted.size());
        const long double mean = std::accumulate(sorted.begin(), sorted.end(), 0.0L) / n;
        count_.push_back(0);
        sum_.push_back(0);
        squares_.push_back(0);
        for (std::size_t i = 0; i < sorted.size();) {
            std::size_t end = i;
            while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
            const long double weight = static_cast<long double>(end - i);
            const long double off = static_cast<long double>(sorted[i]) - mean;
            values_.push_back(sorted[i]);
            count_.push_back(count_.back() + (end - i));
            sum_.push_back(sum_.back() + weight * off);
            squares_.push_back(squares_.back() + weight * off * off);
            i = end;
        }
    }
    std::size_t size() const { return values_.size(); }
    double value(std::size_t i) const { return values_[i]; }
    std::size_t countBefore(std::size_t i) const { return count_[i]; }
    /// Sum of squared deviations from the mean of the values from `first` to before `end`.
    double deviation(std::size_t first, std::size_t end) const {
        const long double sum = sum_[end] - sum_[first];
        const long double n = static_cast<long double>(count_[end] - count_[first]);
        return static_cast<double>(std::max(0.0L, squares_[end] - squares_[first] - sum * sum / n));
    }

  private:
    std::vector<double> values_;
    std::vector<std::size_t> count_;
    std::vector<long double> sum_;
    std::vector<long double> squares_;
};

/// Exact least squares by dynamic programming over the sorted distinct values (W. D. Fisher, "On grouping for maximum
/// homogeneity", 1958). The best start of the last class does not move left as the end moves right, so each row
/// is filled by halving: O(m log m).
class NaturalBreaks {
  public:
    NaturalBreaks(const Distinct& values, std::size_t classes, Progress* progress)
      : values_(values)
      , progress_(progress)
      , starts_(classes, std::vector<std::uint32_t>(values.size() + 1, 0)) {}

    /// Index of the first value of each class but the first; empty when cancelled.
    std::vector<std::size_t> find() {
        const std::size_t m = values_.size();
        cost_.resize(m + 1);
        for (std::size_t end = 1; end <= m; ++end) cost_[end] = values_.deviation(0, end);
        for (std::size_t k = 1; k < starts_.size(); ++k) {
            if (isCancelled(progress_)) return {};
            next_.assign(m + 1, std::numeric_limits<double>::infinity());
            fill(k, k + 1, m + 1, k, m);
            std::swap(cost_, next_);
            report(progress_, static_cast<double>(k) / static_cast<double>(starts_.size()));
        }
        std::vector<std::size_t> firsts;
        std::size_t end = m;
        for (std::size_t k = starts_.size(); k-- > 1;) {
            end = starts_[k][end];
            firsts.push_back(end);
        }
        std::reverse(firsts.begin(), firsts.end());
        return firsts;
    }

  private:
    /// Costs of k + 1 classes for ends in [from, to), whose last class starts in [low, high].
    void fill(std::size_t k, std::size_t from, std::size_t to, std::size_t low, std::size_t high) {
        if (from >= to) return;
        const std::size_t end = from + (to - from) / 2;
        for (std::size_t start = low; start <= std::min(high, end - 1); ++start) {
            const double cost = cost_[start] + values_.deviation(start, end);
            if (cost < next_[end]) {
                next_[end] = cost;
                starts_[k][end] = static_cast<std::uint32_t>(start);
            }
        }
        fill(k, from, end, low, starts_[k][end]);
        fill(k, end + 1, to, starts_[k][end], high);
    }

    const Distinct& values_;
    Progress* progress_;
    std::vector<std::vector<std::uint32_t>> starts_; ///< of the last of k + 1 classes that end before a value
    std::vector<double> cost_;
    std::vector<double> next_;
};

std::vector<std::size_t> quantiles(const Distinct& values, std::size_t classes) {
    const double all = static_cast<double>(values.countBefore(values.size()));
    std::vector<std::size_t> firsts;
    std::size_t last = 0;
    for (std::size_t i = 1; i < classes; ++i) {
        // Equal values stay together: of the two sides, the one that comes nearer to the wanted share.
        const double wanted = all * static_cast<double>(i) / static_cast<double>(classes);
        std::size_t at = last + 1;
        while (at < values.size() && std::fabs(static_cast<double>(values.countBefore(at + 1)) - wanted) <
                                         std::fabs(static_cast<double>(values.countBefore(at)) - wanted)) {
            ++at;
        }
        if (at >= values.size()) break;
        firsts.push_back(at);
        last = at;
    }
    return firsts;
}

double rounded(double value, double interval) {
    const double unit = std::pow(10, std::floor(std::log10(interval)) - 3);
    // Dividing by a power of ten that is whole gives the decimal number itself.
    return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

} // namespace

double shortestBetween(double above, double upTo) {
    const double gap = upTo - above;
    if (!(gap > 0)) return upTo;
    if (above < 0 && upTo >= 0) return 0;
    for (int digits = static_cast<int>(std::ceil(std::log10(std::max(std::fabs(above), std::fabs(upTo)))));
         digits > -18; --digits) {
        const double unit = std::pow(10, std::abs(digits));
        const double candidate = digits >= 0 ? std::floor(upTo / unit) * unit : std::floor(upTo * unit) / unit;
        if (candidate > above && candidate <= upTo) return candidate;
    }
    return upTo;
}

Classification classify(std::span<const double> given, ClassMethod method, std::size_t classes, Progress* progress) {
    Classification result;
    if (given.empty() || classes == 0) return result;
    std::vector<double> sorted(given.begin(), given.end());
    std::sort(sorted.begin(), sorted.end());
    result.least = sorted.front();
    result.most = sorted.back();
    const Distinct values(sorted);
    const std::size_t most = std::min(classes, values.size());

    std::vector<std::size_t> firsts;
    if (method == ClassMethod::EqualIntervals && most > 1) {
        const double interval = (result.most - result.least) / static_cast<double>(most);
        for (std::size_t i = 1; i < most; ++i)
            result.breaks.push_back(rounded(result.least + interval * static_cast<double>(i), interval));
    } else if (most > 1) {
        firsts =
            method == ClassMethod::Quantiles ? quantiles(values, most) : NaturalBreaks(values, most, progress).find();
        if (isCancelled(progress)) return {};
        for (const std::size_t first : firsts)
            result.breaks.push_back(shortestBetween(values.value(first - 1), values.value(first)));
    }

    double within = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i <= result.breaks.size(); ++i) {
        std::size_t end = first;
        while (end < values.size() && (i == result.breaks.size() || values.value(end) < result.breaks[i])) ++end;
        result.counts.push_back(values.countBefore(end) - values.countBefore(first));
        if (end > first) within += values.deviation(first, end);
        first = end;
    }
    const double all = values.deviation(0, values.size());
    result.fit = all > 0 ? 1 - within / all : 1;
    return result;
}

} // namespace geju
