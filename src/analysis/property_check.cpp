#include "analysis/property_check.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace geju {

namespace {

class PropertyCheck {
  public:
    PropertyCheck(const FeatureTable& table, const std::string& layer, const PropertyRule& rule)
      : table_(table)
      , layer_(layer)
      , rule_(rule) {
        auto measurer = ShapeMeasurer::make(table.crs(), Measure::Ellipsoidal);
        if (measurer) measurer_.emplace(std::move(*measurer));
    }

    std::vector<CheckFinding> run() {
        for (std::size_t row = 0; row < table_.size(); ++row) {
            checkMissing(row);
            checkValues(row);
            checkRepeated(row);
        }
        return std::move(findings_);
    }

  private:
    std::string textOf(const std::string& property, std::size_t row) const {
        const Column* column = table_.column(property);
        return column ? toText(column->at(row)) : std::string();
    }

    void checkMissing(std::size_t row) {
        std::string missing;
        for (const std::string& property : rule_.required) {
            if (textOf(property, row).empty()) missing += (missing.empty() ? "" : ", ") + property;
        }
        if (missing.empty()) return;
        add("missing-property", row, fmt::format(fmt::runtime(tr("says nothing of: {}")), missing));
    }

    void checkValues(std::size_t row) {
        for (const auto& [property, allowed] : rule_.values) {
            const std::string value = textOf(property, row);
            if (value.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end()) continue;
            add("unknown-value", row,
                fmt::format(fmt::runtime(tr("{} is \"{}\"; allowed are: {}")), property, value,
                            fmt::join(allowed, ", ")));
        }
    }

    void checkRepeated(std::size_t row) {
        for (const std::string& property : rule_.unique) {
            const std::string value = textOf(property, row);
            if (value.empty()) continue;
            const auto [first, isNew] = firstOf_[property].try_emplace(value, row);
            if (isNew) continue;
            add("repeated-value", row,
                fmt::format(fmt::runtime(tr("{} is \"{}\" like that of feature {}")), property, value, first->second));
        }
    }

    void add(const char* code, std::size_t row, std::string message) {
        CheckFinding finding;
        finding.issue.code = code;
        finding.issue.message = std::move(message);
        finding.issue.layer = layer_;
        finding.issue.feature = static_cast<std::int64_t>(row);
        finding.features = {static_cast<std::uint32_t>(row)};
        if (measurer_ && !table_.envelope(row).empty()) {
            const Point center = table_.envelope(row).center();
            finding.lonLat = measurer_->lonLat(center);
            finding.issue.position = measurer_->describePlace(center);
        }
        findings_.push_back(std::move(finding));
    }

    const FeatureTable& table_;
    const std::string& layer_;
    const PropertyRule& rule_;
    std::optional<ShapeMeasurer> measurer_;
    std::map<std::string, std::map<std::string, std::size_t>> firstOf_; ///< property → value → row
    std::vector<CheckFinding> findings_;
};

} // namespace

std::vector<CheckFinding> findPropertyFaults(const FeatureTable& table, const std::string& layer,
                                             const PropertyRule& rule) {
    return PropertyCheck(table, layer, rule).run();
}

} // namespace geju
