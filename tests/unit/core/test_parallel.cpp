#include "core/parallel.hpp"
#include "core/progress.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

using namespace geju;

TEST_CASE("every index is visited once", "[parallel]") {
    for (const std::size_t count : {0, 1, 7, 1000, 100003}) {
        std::vector<int> visits(count, 0);
        parallelFor(count, 100, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) ++visits[i];
        });
        CHECK(std::accumulate(visits.begin(), visits.end(), std::size_t{0}) == count);
        CHECK(std::count(visits.begin(), visits.end(), 1) == static_cast<std::ptrdiff_t>(count));
    }
}

TEST_CASE("an exception of the body reaches the caller", "[parallel]") {
    CHECK_THROWS_AS(parallelFor(100000, 10,
                                [](std::size_t begin, std::size_t) {
                                    if (begin > 500) throw std::runtime_error("stop");
                                }),
                    std::runtime_error);
}

TEST_CASE("progress is seen and cancelled from outside", "[progress]") {
    Progress progress;
    CHECK(progress.fraction() == 0);
    CHECK_FALSE(isCancelled(&progress));
    CHECK_FALSE(isCancelled(nullptr));
    report(&progress, 0.5);
    report(nullptr, 0.7);
    CHECK(progress.fraction() == 0.5);
    progress.cancel();
    CHECK(isCancelled(&progress));
}

TEST_CASE("progress of parts adds up, and never goes back", "[progress]") {
    Progress progress;
    beginPart(&progress, 0, 0.8);
    report(&progress, 0.5);
    CHECK(progress.fraction() == Approx(0.4));
    report(&progress, 0.25); // a thread that was late
    CHECK(progress.fraction() == Approx(0.4));
    report(&progress, 1);
    CHECK(progress.fraction() == Approx(0.8));
    beginPart(&progress, 0.8, 1);
    CHECK(progress.fraction() == Approx(0.8));
    report(&progress, 0.5);
    CHECK(progress.fraction() == Approx(0.9));
    report(&progress, 1);
    CHECK(progress.fraction() == Approx(1));
}
