// Editing a project's JSON in its own text: a value is replaced, added or taken out where it stands, and everything
// else – order of keys, members that Geju does not know, spelling of numbers, layout – stays as its author wrote it.
// Places are JSON pointers (RFC 6901): "/layers/3/paint/fill-color". Pure functions on valid JSON, any thread; what
// cannot be done (no such place) gives nothing. Of equal keys the last counts, as when the project is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace geju {

struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// One change of the project: the small set of operations that everything is made of.
struct ProjectEdit {
    enum class Kind {
        Set,    ///< the value at `pointer`, with the objects on the way to it
        Erase,  ///< the member or item at `pointer`; nothing to do where there is none
        Insert, ///< `value` as item `to` of the list at `pointer`
        Move    ///< the item at `pointer` to place `to` of its list
    };
    Kind kind = Kind::Set;
    std::string pointer;
    std::string value; ///< JSON
    std::size_t to = 0;
};

/// A piece of text and what takes its place: undone by swapping the two.
struct TextChange {
    std::size_t offset = 0;
    std::string removed;
    std::string inserted;
};

std::optional<TextRange> findValue(std::string_view json, std::string_view pointer);
/// The change that carries out an edit, not yet made.
std::optional<TextChange> changeFor(std::string_view json, const ProjectEdit& edit);
void applyChange(std::string& json, const TextChange& change);
void revertChange(std::string& json, const TextChange& change);

/// Values as JSON.
std::string jsonNumber(double number);
std::string jsonFlag(bool flag);
std::string jsonText(std::string_view text);
/// A JSON value laid out like the documents by hand: on one line where it fits, else an item a line.
std::string laidOut(std::string_view value, std::string_view indentUnit, std::string_view indent);

} // namespace geju
