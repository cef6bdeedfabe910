#include "geometry/column.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace geju {

namespace {

constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;

bool isExactInDouble(std::int64_t number) {
    return number >= -kExactInDouble && number <= kExactInDouble;
}

ColumnType typeOf(const Value& value) {
    switch (value.index()) {
    case 1:
        return ColumnType::Boolean;
    case 2:
        return ColumnType::Integer;
    case 3:
        return ColumnType::Real;
    case 4:
        return ColumnType::Text;
    default:
        return ColumnType::Empty;
    }
}

} // namespace

bool isNull(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

double toNumber(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return std::numeric_limits<double>::quiet_NaN();
}

std::string toText(const Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
    return {};
}

Value Column::at(std::size_t row) const {
    assert(row < size_);
    if (row >= present_.size() || !present_[row]) return {};
    switch (type_) {
    case ColumnType::Empty:
        return {};
    case ColumnType::Boolean:
        return integers_[row] != 0;
    case ColumnType::Integer:
        return integers_[row];
    case ColumnType::Real:
        return reals_[row];
    case ColumnType::Text:
        return std::string_view(dictionary_[codes_[row]]);
    }
    return {};
}

void Column::append(const Value& value) {
    const ColumnType incoming = typeOf(value);
    if (incoming == ColumnType::Empty) {
        appendNull();
        return;
    }
    if (type_ == ColumnType::Empty) {
        startAs(incoming);
    } else if (incoming != type_ && type_ != ColumnType::Text) {
        const bool bothNumbers =
            incoming != ColumnType::Boolean && incoming != ColumnType::Text && type_ != ColumnType::Boolean;
        const auto* integer = std::get_if<std::int64_t>(&value);
        const bool loses = holdsBigInteger_ || (integer && !isExactInDouble(*integer));
        widenTo(bothNumbers && !loses ? ColumnType::Real : ColumnType::Text);
    }

    ++size_;
    ++valueCount_;
    present_.push_back(1);
    switch (type_) {
    case ColumnType::Boolean:
        integers_.push_back(std::get<bool>(value) ? 1 : 0);
        break;
    case ColumnType::Integer:
        integers_.push_back(std::get<std::int64_t>(value));
        if (!isExactInDouble(integers_.back())) holdsBigInteger_ = true;
        break;
    case ColumnType::Real:
        reals_.push_back(toNumber(value));
        break;
    case ColumnType::Text:
        if (incoming == ColumnType::Text) {
            codes_.push_back(encode(std::get<std::string_view>(value)));
        } else {
            mixed_ = true;
            codes_.push_back(encode(toText(value)));
        }
        break;
    case ColumnType::Empty:
        break;
    }
}

void Column::replaceLast(const Value& value) {
    assert(size_ > 0);
    --size_;
    if (type_ != ColumnType::Empty) {
        if (present_.back()) --valueCount_;
        present_.pop_back();
        if (type_ == ColumnType::Text) {
            codes_.pop_back();
        } else if (type_ == ColumnType::Real) {
            reals_.pop_back();
        } else {
            integers_.pop_back();
        }
        if (valueCount_ == 0) {
            const std::size_t rows = size_;
            *this = Column(std::move(name_));
            size_ = rows;
        }
    }
    append(value);
}

void Column::padTo(std::size_t rows) {
    while (size_ < rows) appendNull();
}

void Column::appendNull() {
    ++size_;
    if (type_ == ColumnType::Empty) return;
    present_.push_back(0);
    switch (type_) {
    case ColumnType::Boolean:
    case ColumnType::Integer:
        integers_.push_back(0);
        break;
    case ColumnType::Real:
        reals_.push_back(0);
        break;
    case ColumnType::Text:
        codes_.push_back(kNull);
        break;
    case ColumnType::Empty:
        break;
    }
}

void Column::startAs(ColumnType type) {
    type_ = type;
    present_.assign(size_, 0);
    switch (type) {
    case ColumnType::Boolean:
    case ColumnType::Integer:
        integers_.assign(size_, 0);
        break;
    case ColumnType::Real:
        reals_.assign(size_, 0);
        break;
    case ColumnType::Text:
        codes_.assign(size_, kNull);
        break;
    case ColumnType::Empty:
        break;
    }
}

void Column::widenTo(ColumnType type) {
    if (type == type_) return; // an integer among reals
    if (type == ColumnType::Real) {
        reals_.assign(integers_.begin(), integers_.end());
    } else {
        assert(type == ColumnType::Text);
        mixed_ = valueCount_ > 0;
        codes_.assign(size_, kNull);
        for (std::size_t row = 0; row < size_; ++row) {
            if (present_[row]) codes_[row] = encode(toText(at(row)));
        }
        reals_ = {};
    }
    integers_ = {};
    type_ = type;
}

std::uint32_t Column::encode(std::string_view text) {
    if ((dictionary_.size() + 1) * 2 > lookup_.size()) growLookup();
    const std::size_t mask = lookup_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(text)&mask;
    while (lookup_[slot] != kNull) {
        if (dictionary_[lookup_[slot]] == text) return lookup_[slot];
        slot = (slot + 1) & mask;
    }
    lookup_[slot] = static_cast<std::uint32_t>(dictionary_.size());
    dictionary_.emplace_back(text);
    return lookup_[slot];
}

void Column::growLookup() {
    const std::size_t slots = lookup_.empty() ? 16 : lookup_.size() * 2;
    lookup_.assign(slots, kNull);
    for (std::size_t code = 0; code < dictionary_.size(); ++code) {
        std::size_t slot = std::hash<std::string_view>{}(dictionary_[code]) & (slots - 1);
        while (lookup_[slot] != kNull) slot = (slot + 1) & (slots - 1);
        lookup_[slot] = static_cast<std::uint32_t>(code);
    }
}

} // namespace geju
