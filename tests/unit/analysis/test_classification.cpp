// Classes of numbers, against every possible division where there are few of them.
#include "analysis/classification.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace geju;

namespace {

double deviation(const std::vector<double>& values, std::size_t first, std::size_t end) {
    double mean = 0;
    for (std::size_t i = first; i < end; ++i) mean += values[i];
    mean /= static_cast<double>(end - first);
    double sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += (values[i] - mean) * (values[i] - mean);
    return sum;
}

/// The least sum over all divisions of sorted values into k classes, by trying each.
double leastDeviation(const std::vector<double>& values, std::size_t first, std::size_t k) {
    if (k == 1) return deviation(values, first, values.size());
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t end = first + 1; end + k - 1 <= values.size(); ++end)
        least = std::min(least, deviation(values, first, end) + leastDeviation(values, end, k - 1));
    return least;
}

double deviationOf(const Classification& classes, const std::vector<double>& values) {
    double sum = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i <= classes.breaks.size(); ++i) {
        std::size_t end = first;
        while (end < values.size() && (i == classes.breaks.size() || values[end] < classes.breaks[i])) ++end;
        CHECK(end - first == classes.counts[i]);
        if (end > first) sum += deviation(values, first, end);
        first = end;
    }
    return sum;
}

} // namespace

TEST_CASE("natural breaks are the best of all divisions") {
    std::mt19937 random(11);
    for (int round = 0; round < 400; ++round) {
        const std::size_t n = 2 + random() % 11;
        std::vector<double> values;
        for (std::size_t i = 0; i < n; ++i) {
            // Few distinct values in some rounds, so that equal ones must stay together.
            values.push_back(round % 2 ? static_cast<double>(random() % 7)
                                       : std::ldexp(static_cast<double>(random() % 100000), -7));
        }
        const std::size_t k = 1 + random() % 5;
        auto shuffled = values;
        std::sort(values.begin(), values.end());
        const std::size_t distinct = std::set<double>(values.begin(), values.end()).size();
        const Classification classes = classify(shuffled, ClassMethod::NaturalBreaks, k);
        CHECK(classes.counts.size() == std::min(k, distinct));
        const double made = deviationOf(classes, values);
        const double best = leastDeviation(values, 0, std::min(k, distinct));
        CHECK(made == Approx(best).margin(1e-9 * (1 + deviation(values, 0, values.size()))));
        CHECK(std::none_of(classes.counts.begin(), classes.counts.end(), [](std::size_t count) { return count == 0; }));
        const double all = deviation(values, 0, values.size());
        if (all > 0) CHECK(classes.fit == Approx(1 - best / all).margin(1e-9));
    }
}

TEST_CASE("natural breaks part what lies apart, far from zero too") {
    std::vector<double> values;
    for (const double center : {0.0, 50.0, 51.0, 200.0}) {
        for (int i = -3; i <= 3; ++i) values.push_back(1e9 + center + 0.01 * i);
    }
    const Classification classes = classify(values, ClassMethod::NaturalBreaks, 4);
    CHECK(classes.counts == std::vector<std::size_t>{7, 7, 7, 7});
    CHECK(classes.fit > 0.9999);
}

TEST_CASE("quantiles hold equal shares as far as equal values allow") {
    std::vector<double> values;
    for (int i = 1; i <= 100; ++i) values.push_back(i);
    CHECK(classify(values, ClassMethod::Quantiles, 4).counts == std::vector<std::size_t>{25, 25, 25, 25});
    const Classification five = classify(values, ClassMethod::Quantiles, 5);
    CHECK(five.counts == std::vector<std::size_t>{20, 20, 20, 20, 20});
    CHECK(five.breaks == std::vector<double>{21, 41, 61, 81});
    // ninety zeros cannot be shared out
    std::vector<double> lumpy(90, 0.0);
    for (int i = 1; i <= 10; ++i) lumpy.push_back(i);
    const Classification classes = classify(lumpy, ClassMethod::Quantiles, 4);
    CHECK(classes.counts.front() == 90);
    CHECK(std::none_of(classes.counts.begin(), classes.counts.end(), [](std::size_t count) { return count == 0; }));
}

TEST_CASE("equal intervals are equally wide and may be empty") {
    const std::vector<double> values{0, 1, 2, 100};
    const Classification classes = classify(values, ClassMethod::EqualIntervals, 4);
    CHECK(classes.breaks == std::vector<double>{25, 50, 75});
    CHECK(classes.counts == std::vector<std::size_t>{3, 0, 0, 1});
    CHECK(classify(std::vector<double>{0, 0.1, 0.3}, ClassMethod::EqualIntervals, 3).breaks ==
          std::vector<double>{0.1, 0.2});
}

TEST_CASE("few and equal values") {
    for (const ClassMethod method : {ClassMethod::Quantiles, ClassMethod::EqualIntervals, ClassMethod::NaturalBreaks}) {
        CHECK(classify({}, method, 5).counts.empty());
        const Classification one = classify(std::vector<double>{7, 7, 7}, method, 5);
        CHECK(one.breaks.empty());
        CHECK(one.counts == std::vector<std::size_t>{3});
        CHECK(one.fit == 1);
        CHECK(classify(std::vector<double>{1, 2}, method, 5).counts == std::vector<std::size_t>{1, 1});
    }
}

TEST_CASE("breaks have few digits and part the same values") {
    CHECK(shortestBetween(3.14159, 3.31) == 3.3);
    CHECK(shortestBetween(0, 0.034) == 0.03);
    CHECK(shortestBetween(-0.5, 12) == 0);
    CHECK(shortestBetween(998, 1234) == 1000);
    CHECK(shortestBetween(-12, -3) == -10);
    CHECK(shortestBetween(5, 5.0000001) > 5);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> any(-1000, 1000);
    for (int i = 0; i < 2000; ++i) {
        double a = any(random);
        double b = any(random);
        if (a > b) std::swap(a, b);
        const double between = shortestBetween(a, b);
        CHECK(between > a);
        CHECK(between <= b);
    }
}
