// The attributes of one GeoJSON feature, held until the feature is known to be one. Values are views of the text or of
// a store that lives until the next feature. Names met in the order of the feature before cost one comparison.
// Not to be shared between threads.
#pragma once

#include "geometry/column.hpp"
#include "geometry/feature_table.hpp"
#include "io/json_scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace geju {

class GeoJsonProperties {
  public:
    struct Duplicate {
        std::string name;
        std::size_t offset;
    };

    /// Forgets the feature before.
    void start();
    /// Reads an object of attributes; nested objects and arrays are kept as their JSON text. False after a JSON fault.
    bool readObject(JsonScanner& scanner);
    /// Forgets what readObject gave (a second "properties" member replaces the first).
    void clear();
    /// Any JSON value as a cell. False after a JSON fault.
    bool readValue(JsonScanner& scanner, Value& value);

    bool has(std::string_view name) const;
    void writeTo(TableBuilder& builder) const;
    const std::vector<Duplicate>& duplicates() const { return duplicates_; }

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct Key {
        std::string_view name;    ///< of names_
        std::size_t next = kNone; ///< the key that followed it last time
        std::uint64_t lastRound = 0;
        std::size_t cell = 0; ///< in cells_, in that round
    };
    struct Cell {
        std::size_t key;
        Value value;
    };
    std::size_t keyNamed(std::string_view name);

    std::deque<std::string> names_;
    std::vector<Key> keys_;
    std::unordered_map<std::string_view, std::size_t> keyIndex_;
    std::uint64_t round_ = 0;
    std::vector<Cell> cells_;
    std::deque<std::string> texts_; ///< values with escapes, resolved
    std::vector<Duplicate> duplicates_;
};

} // namespace geju
