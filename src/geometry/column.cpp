#include "geometry/column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <type_traits>
#include <utility>

namespace geju {

namespace {

constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;

bool isExactInDouble(std::int64_t number) {
    return number >= -kExactInDouble && number <= kExactInDouble;
}

std::uint32_t hashOf(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
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
    if (row >= kinds_.size() || kinds_[row] == ColumnType::Empty) return {};
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
    kinds_.push_back(incoming);
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
        if (kinds_.back() != ColumnType::Empty) --valueCount_;
        kinds_.pop_back();
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
    if (size_ < rows) growBy(rows - size_);
}

void Column::appendNull() {
    ++size_;
    if (type_ == ColumnType::Empty) return;
    kinds_.push_back(ColumnType::Empty);
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

void Column::growBy(std::size_t nulls) {
    size_ += nulls;
    if (type_ == ColumnType::Empty) return;
    kinds_.resize(size_, ColumnType::Empty);
    if (type_ == ColumnType::Text) {
        codes_.resize(size_, kNull);
    } else if (type_ == ColumnType::Real) {
        reals_.resize(size_, 0);
    } else {
        integers_.resize(size_, 0);
    }
}

void Column::reserve(std::size_t rows) {
    reserved_ = rows;
    if (type_ == ColumnType::Empty) return;
    kinds_.reserve(rows);
    if (type_ == ColumnType::Text) {
        codes_.reserve(rows);
    } else if (type_ == ColumnType::Real) {
        reals_.reserve(rows);
    } else {
        integers_.reserve(rows);
    }
}

void Column::finish() {
    lookup_ = {};
}

void Column::startAs(ColumnType type) {
    const std::size_t nulls = std::exchange(size_, 0);
    type_ = type;
    reserve(reserved_);
    growBy(nulls);
}

void Column::widenTo(ColumnType type) {
    if (type == type_) return; // an integer among reals
    if (type == ColumnType::Real) {
        reals_.reserve(reserved_);
        reals_.assign(integers_.begin(), integers_.end());
    } else {
        assert(type == ColumnType::Text);
        mixed_ = valueCount_ > 0;
        codes_.reserve(reserved_);
        codes_.assign(size_, kNull);
        std::string store;
        for (std::size_t row = 0; row < size_; ++row) {
            if (kinds_[row] != ColumnType::Empty) codes_[row] = encode(toText(given(row, store)));
        }
        reals_ = {};
    }
    integers_ = {};
    type_ = type;
}

/// The value as it was appended; `store` may hold its text.
Value Column::given(std::size_t row, std::string& store) const {
    const Value value = at(row);
    const ColumnType kind = row < kinds_.size() ? kinds_[row] : ColumnType::Empty;
    if (kind == ColumnType::Empty || kind == type_) return value;
    if (type_ == ColumnType::Real) return static_cast<std::int64_t>(std::get<double>(value)); // exact: under 2^53
    store = std::get<std::string_view>(value);
    const char* const end = store.data() + store.size();
    if (kind == ColumnType::Boolean) return store == "true";
    if (kind == ColumnType::Integer) {
        std::int64_t integer = 0;
        std::from_chars(store.data(), end, integer);
        return integer;
    }
    double real = 0;
    std::from_chars(store.data(), end, real); // the shortest text that reads back
    return real;
}

/// Whether the cells of `other` can be taken over without asking what each was before `other` widened.
bool Column::takesAsItStands(const Column& other) const {
    if (type_ == ColumnType::Empty || other.type_ == ColumnType::Empty) return true;
    if (type_ == ColumnType::Text || other.type_ == ColumnType::Text) return type_ == other.type_ && !other.mixed_;
    if (type_ == ColumnType::Boolean || other.type_ == ColumnType::Boolean) return type_ == other.type_;
    return type_ == other.type_ || (!holdsBigInteger_ && !other.holdsBigInteger_);
}

void Column::append(const Column& other) {
    if (!takesAsItStands(other)) {
        std::string store;
        for (std::size_t row = 0; row < other.size_; ++row) append(other.given(row, store));
        return;
    }
    if (other.type_ == ColumnType::Empty) {
        growBy(other.size_);
        return;
    }
    if (type_ == ColumnType::Empty) startAs(other.type_);
    const std::size_t from = size_;
    if (type_ == ColumnType::Integer && other.type_ == ColumnType::Real) widenTo(ColumnType::Real);
    size_ += other.size_;
    valueCount_ += other.valueCount_;
    mixed_ = mixed_ || other.mixed_;
    holdsBigInteger_ = holdsBigInteger_ || other.holdsBigInteger_;
    kinds_.insert(kinds_.end(), other.kinds_.begin(), other.kinds_.end());
    if (type_ == ColumnType::Real) {
        if (other.type_ == ColumnType::Real) {
            reals_.insert(reals_.end(), other.reals_.begin(), other.reals_.end());
        } else {
            reals_.insert(reals_.end(), other.integers_.begin(), other.integers_.end());
        }
    } else if (type_ == ColumnType::Text) {
        std::vector<std::uint32_t> codeHere(other.dictionary_.size());
        encodeAll(std::vector<std::string_view>(other.dictionary_.begin(), other.dictionary_.end()), codeHere.data());
        codes_.resize(size_);
        for (std::size_t row = 0; row < other.size_; ++row) {
            const std::uint32_t code = other.codes_[row];
            codes_[from + row] = code == kNull ? kNull : codeHere[code];
        }
    } else {
        integers_.insert(integers_.end(), other.integers_.begin(), other.integers_.end());
    }
}

void Column::appendTexts(std::span<const std::string_view> texts) {
    if (texts.empty()) return;
    if (type_ != ColumnType::Text) {
        append(texts.front()); // becomes a column of texts
        texts = texts.subspan(1);
    }
    const std::size_t from = size_;
    size_ += texts.size();
    valueCount_ += texts.size();
    kinds_.resize(size_, ColumnType::Text);
    codes_.resize(size_);
    encodeAll(texts, codes_.data() + from);
}

/// One by one until the column has their type; the rest at once.
template <typename Number>
void Column::appendAll(std::span<const Number> numbers) {
    constexpr bool isReal = std::is_same_v<Number, double>;
    constexpr ColumnType type = isReal ? ColumnType::Real : ColumnType::Integer;
    using Cell = std::conditional_t<isReal, double, std::int64_t>;
    while (type_ != type && !numbers.empty()) {
        append(static_cast<Cell>(numbers.front()));
        numbers = numbers.subspan(1);
    }
    if (numbers.empty()) return;
    size_ += numbers.size();
    valueCount_ += numbers.size();
    kinds_.resize(size_, type);
    if constexpr (isReal) {
        reals_.insert(reals_.end(), numbers.begin(), numbers.end());
    } else {
        integers_.insert(integers_.end(), numbers.begin(), numbers.end());
        if constexpr (std::is_same_v<Number, std::int64_t>)
            holdsBigInteger_ = holdsBigInteger_ || !std::all_of(numbers.begin(), numbers.end(), isExactInDouble);
    }
}

void Column::appendNumbers(std::span<const std::int32_t> numbers) {
    appendAll(numbers);
}

void Column::appendNumbers(std::span<const std::int64_t> numbers) {
    appendAll(numbers);
}

void Column::appendNumbers(std::span<const double> numbers) {
    appendAll(numbers);
}

/// The codes of texts in turn. Looks into the hash and the dictionary, which mostly miss the caches, run side by side.
void Column::encodeAll(std::span<const std::string_view> texts, std::uint32_t* codes) {
    constexpr std::size_t kAtOnce = 32;
    std::array<std::uint32_t, kAtOnce> hashes;
    for (std::size_t begin = 0; begin < texts.size(); begin += kAtOnce) {
        const std::size_t count = std::min(kAtOnce, texts.size() - begin);
        while ((dictionary_.size() + count + 1) * 2 > lookup_.size()) growLookup();
        const std::size_t mask = lookup_.size() - 1;
        for (std::size_t i = 0; i < count; ++i) {
            hashes[i] = hashOf(texts[begin + i]);
            __builtin_prefetch(&lookup_[hashes[i] & mask]);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const Slot& slot = lookup_[hashes[i] & mask];
            if (slot.code != kNull && slot.hash == hashes[i]) __builtin_prefetch(&dictionary_[slot.code]);
        }
        for (std::size_t i = 0; i < count; ++i) codes[begin + i] = encode(texts[begin + i], hashes[i]);
    }
}

std::uint32_t Column::encode(std::string_view text) {
    return encode(text, hashOf(text));
}

std::uint32_t Column::encode(std::string_view text, std::uint32_t hash) {
    if ((dictionary_.size() + 1) * 2 > lookup_.size()) growLookup();
    const std::size_t mask = lookup_.size() - 1;
    std::size_t slot = hash & mask;
    while (lookup_[slot].code != kNull) {
        if (lookup_[slot].hash == hash && dictionary_[lookup_[slot].code] == text) return lookup_[slot].code;
        slot = (slot + 1) & mask;
    }
    lookup_[slot] = {static_cast<std::uint32_t>(dictionary_.size()), hash};
    dictionary_.emplace_back(text);
    return lookup_[slot].code;
}

void Column::growLookup() {
    std::vector<Slot> old = std::move(lookup_);
    std::size_t slots = std::max<std::size_t>(old.size() * 2, 16);
    while ((dictionary_.size() + 1) * 2 > slots) slots *= 2;
    lookup_.assign(slots, {});
    const auto put = [&](const Slot& entry) {
        std::size_t slot = entry.hash & (slots - 1);
        while (lookup_[slot].code != kNull) slot = (slot + 1) & (slots - 1);
        lookup_[slot] = entry;
    };
    if (old.empty()) { // none yet, or given back
        for (std::size_t code = 0; code < dictionary_.size(); ++code) {
            put({static_cast<std::uint32_t>(code), hashOf(dictionary_[code])});
        }
    }
    for (const Slot& entry : old) {
        if (entry.code != kNull) put(entry);
    }
}

} // namespace geju
