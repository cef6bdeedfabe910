// Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/), as far as glyph files need it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace geju {

class ProtobufWriter {
  public:
    void number(int field, std::uint64_t value) {
        varint(static_cast<std::uint64_t>(field) << 3);
        varint(value);
    }
    /// sint32: small negative numbers stay short.
    void signedNumber(int field, std::int32_t value) {
        number(field, static_cast<std::uint32_t>(value) << 1 ^ static_cast<std::uint32_t>(value >> 31));
    }
    void bytes(int field, std::string_view value) {
        constexpr std::uint64_t kLengthDelimited = 2;
        varint(static_cast<std::uint64_t>(field) << 3 | kLengthDelimited);
        varint(value.size());
        text_ += value;
    }
    const std::string& text() const { return text_; }

  private:
    void varint(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) text_ += static_cast<char>(value | 0x80);
        text_ += static_cast<char>(value);
    }
    std::string text_;
};

} // namespace geju
