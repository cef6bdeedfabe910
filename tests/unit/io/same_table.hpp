// Whether two tables, or two lists of issues, are the same to the last bit; what differs is told.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"
#include "support/catch.hpp"

#include <cstring>
#include <string>

namespace geju::test {

template <typename T>
bool sameBytes(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

inline bool sameValue(const Value& a, const Value& b) {
    const auto* x = std::get_if<double>(&a);
    const auto* y = std::get_if<double>(&b);
    return x && y ? std::memcmp(x, y, sizeof(double)) == 0 : a == b;
}

inline void checkSame(const Column& a, const Column& b) {
    INFO("column " << a.name());
    CHECK(a.name() == b.name());
    CHECK(a.type() == b.type());
    CHECK(a.mixed() == b.mixed());
    CHECK(a.dictionary() == b.dictionary());
    CHECK(a.codes() == b.codes());
    REQUIRE(a.size() == b.size());
    std::size_t differing = 0;
    for (std::size_t row = 0; row < a.size(); ++row) differing += !sameValue(a.at(row), b.at(row));
    CHECK(differing == 0);
}

inline void checkSame(const FeatureTable& a, const FeatureTable& b) {
    CHECK(a.name() == b.name());
    CHECK(a.crs() == b.crs());
    CHECK(sameBytes(a.coordinates(), b.coordinates()));
    CHECK(a.structure().featureStart == b.structure().featureStart);
    CHECK(a.structure().partStart == b.structure().partStart);
    CHECK(a.structure().ringStart == b.structure().ringStart);
    CHECK(a.structure().partKind == b.structure().partKind);
    REQUIRE(a.columns().size() == b.columns().size());
    for (std::size_t i = 0; i < a.columns().size(); ++i) checkSame(a.columns()[i], b.columns()[i]);
}

inline void checkSame(const std::vector<Issue>& a, const std::vector<Issue>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        INFO("issue " << i << ": " << describe(a[i]) << "\nand " << describe(b[i]));
        const bool same = a[i].severity == b[i].severity && a[i].code == b[i].code && a[i].message == b[i].message &&
                          a[i].remedy == b[i].remedy && a[i].file == b[i].file && a[i].layer == b[i].layer &&
                          a[i].feature == b[i].feature && a[i].position == b[i].position;
        CHECK(same);
    }
}

} // namespace geju::test
