// An attribute of all features, by column: one array a type, text encoded by a dictionary, nulls apart.
// Built by append in row order; immutable afterwards by convention and then readable from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace geju {

/// A cell. Text views live as long as the column.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string_view>;

bool isNull(const Value& value);
/// Number in a cell (bool excluded), or NaN.
double toNumber(const Value& value);
/// As a person reads it: "" for null, shortest form that reads back for numbers.
std::string toText(const Value& value);

enum class ColumnType : std::uint8_t { Empty, Boolean, Integer, Real, Text }; ///< Empty: only nulls so far

class Column {
  public:
    explicit Column(std::string name)
      : name_(std::move(name)) {}

    const std::string& name() const { return name_; }
    ColumnType type() const { return type_; }
    std::size_t size() const { return size_; }
    Value at(std::size_t row) const;

    /// Appends a cell. The column takes the type of its first value and widens when another comes: integer to real
    /// to text, boolean to text; where integers and reals meet, integers beyond 2^53 make it text rather than lose
    /// digits.
    void append(const Value& value);
    /// Takes another value for the last cell, as if the old one had never been appended.
    void replaceLast(const Value& value);
    /// Appends nulls until the column has `rows` cells.
    void padTo(std::size_t rows);
    /// Appends another column's cells: the same result as if each of its values had been appended here in turn.
    void append(const Column& other);
    /// Appends texts, which may be empty but not null: as append does, but faster for many.
    void appendTexts(std::span<const std::string_view> texts);
    /// Appends numbers, none of which is null: as append does, but faster for many.
    void appendNumbers(std::span<const std::int32_t> numbers);
    void appendNumbers(std::span<const std::int64_t> numbers);
    void appendNumbers(std::span<const double> numbers);
    /// Makes room for so many cells in all.
    void reserve(std::size_t rows);
    /// Gives back memory that only further cells would need.
    void finish();
    /// True when cells of different kinds were widened to text.
    bool mixed() const { return mixed_; }

    /// Text columns: the distinct texts in order of first appearance, and each row's index in them (kNull for null).
    static constexpr std::uint32_t kNull = 0xffffffffu;
    const std::vector<std::string>& dictionary() const { return dictionary_; }
    const std::vector<std::uint32_t>& codes() const { return codes_; }

  private:
    void startAs(ColumnType type);
    void widenTo(ColumnType type);
    void appendNull();
    template <typename Number>
    void appendAll(std::span<const Number> numbers);
    void growBy(std::size_t nulls);
    bool takesAsItStands(const Column& other) const;
    Value given(std::size_t row, std::string& store) const;
    std::uint32_t encode(std::string_view text);
    std::uint32_t encode(std::string_view text, std::uint32_t hash);
    void encodeAll(std::span<const std::string_view> texts, std::uint32_t* codes);
    void growLookup();

    std::string name_;
    ColumnType type_ = ColumnType::Empty;
    bool mixed_ = false;
    std::size_t size_ = 0;
    std::size_t valueCount_ = 0;         ///< cells that are not null
    std::size_t reserved_ = 0;           ///< cells to make room for
    bool holdsBigInteger_ = false;       ///< an Integer cell that no double holds exactly
    std::vector<ColumnType> kinds_;      ///< what each value was before the column widened; Empty for null
    std::vector<std::int64_t> integers_; ///< Boolean and Integer
    std::vector<double> reals_;
    std::vector<std::uint32_t> codes_;
    std::vector<std::string> dictionary_;
    struct Slot {
        std::uint32_t code = kNull; ///< kNull where free
        std::uint32_t hash = 0;     ///< spares most looks at the dictionary
    };
    std::vector<Slot> lookup_; ///< open-addressed hash of the dictionary
};

} // namespace geju
