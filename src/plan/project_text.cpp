#include "plan/project_text.hpp"

#include "plan/json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> tokensOf(std::string_view pointer) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
        std::string token;
        for (std::size_t i = at + 1; i < end; ++i) {
            const bool escape = pointer[i] == '~' && i + 1 < end;
            token += escape ? (pointer[++i] == '1' ? '/' : '~') : pointer[i];
        }
        tokens.push_back(std::move(token));
        at = end;
    }
    return tokens;
}

std::optional<std::size_t> indexOf(std::string_view token) {
    std::size_t index = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), index);
    if (read.ec != std::errc() || read.ptr != token.data() + token.size()) return std::nullopt;
    return index;
}

const JsonItem* itemOf(std::string_view json, const std::vector<JsonItem>& items, const std::string& token,
                       bool object) {
    if (!object) {
        const auto index = indexOf(token);
        return index && *index < items.size() ? &items[*index] : nullptr;
    }
    const auto found =
        std::find_if(items.rbegin(), items.rend(), [&](const JsonItem& item) { return keyOf(json, item) == token; });
    return found == items.rend() ? nullptr : &*found;
}

/// How deep the pointer leads: the innermost value that is there, and how many of the tokens name it.
struct Reached {
    TextRange value;
    std::size_t tokens = 0;
};

Reached reach(std::string_view json, const std::vector<std::string>& tokens) {
    Reached reached{rootOf(json), 0};
    for (const std::string& token : tokens) {
        const char opens = json[reached.value.begin];
        if (opens != '{' && opens != '[') break;
        const auto items = itemsOf(json, reached.value.begin);
        const JsonItem* item = itemOf(json, items, token, opens == '{');
        if (!item) break;
        reached.value = item->value;
        ++reached.tokens;
    }
    return reached;
}

TextChange replaced(std::string_view json, TextRange range, std::string with) {
    return {range.begin, std::string(json.substr(range.begin, range.end - range.begin)), std::move(with)};
}

/// The item written into a list or object, in the way its siblings are: `at` is the number of items before it.
TextChange inserted(std::string_view json, TextRange container, std::size_t at, std::string_view key,
                    std::string_view value) {
    const auto items = itemsOf(json, container.begin);
    const std::string unit = indentUnitOf(json);
    const std::string outer = indentAt(json, container.begin);
    const std::string colon = unit.empty() ? ":" : ": ";
    const auto item = [&](std::string_view indent) {
        const std::string name = key.empty() ? std::string() : jsonText(key) + colon;
        return name + laidOut(value, unit, indent);
    };
    if (items.empty()) {
        std::string inside = unit.empty() ? item({}) : "\n" + outer + unit + item(outer + unit) + "\n" + outer;
        return replaced(json, {container.begin + 1, container.end - 1}, std::move(inside));
    }
    // What stands between the first two items stands between others; or before the only one, on a line of its own.
    std::string_view space = json.substr(container.begin + 1, items.front().begin - container.begin - 1);
    bool lines = space.find('\n') != std::string_view::npos;
    if (items.size() > 1) {
        space = json.substr(items[0].value.end, items[1].begin - items[0].value.end);
        space.remove_prefix(space.find(',') + 1);
        lines = space.find('\n') != std::string_view::npos;
    }
    const bool known = lines || items.size() > 1;
    const std::string separator = known ? std::string(space) : unit.empty() ? "" : " ";
    const std::string indent = lines ? std::string(space.substr(space.rfind('\n') + 1)) : outer;
    if (at == 0) return {items.front().begin, {}, item(indent) + "," + separator};
    return {items[std::min(at, items.size()) - 1].value.end, {}, "," + separator + item(indent)};
}

std::optional<TextChange> setChange(std::string_view json, const std::vector<std::string>& tokens,
                                    std::string_view value) {
    const Reached reached = reach(json, tokens);
    if (reached.tokens == tokens.size()) {
        return replaced(json, reached.value, laidOut(value, indentUnitOf(json), indentAt(json, reached.value.begin)));
    }
    if (json[reached.value.begin] != '{') return std::nullopt;
    Json made = Json::parse(value);
    for (std::size_t i = tokens.size(); i > reached.tokens + 1; --i) {
        Json outer = Json::object();
        outer[tokens[i - 1]] = std::move(made);
        made = std::move(outer);
    }
    const std::size_t last = itemsOf(json, reached.value.begin).size();
    return inserted(json, reached.value, last, tokens[reached.tokens], made.dump());
}

/// The list or object that holds the item at `tokens`, and which of its items that is.
struct Place {
    TextRange container;
    std::vector<JsonItem> items;
    std::size_t index = 0;
};

std::optional<Place> placeOf(std::string_view json, const std::vector<std::string>& tokens) {
    if (tokens.empty()) return std::nullopt;
    const std::vector<std::string> parent(tokens.begin(), tokens.end() - 1);
    const Reached reached = reach(json, parent);
    if (reached.tokens != parent.size()) return std::nullopt;
    const char opens = json[reached.value.begin];
    if (opens != '{' && opens != '[') return std::nullopt;
    Place place{reached.value, itemsOf(json, reached.value.begin), 0};
    const JsonItem* item = itemOf(json, place.items, tokens.back(), opens == '{');
    if (!item) return std::nullopt;
    place.index = static_cast<std::size_t>(item - place.items.data());
    return place;
}

TextChange eraseChange(std::string_view json, const Place& place) {
    const auto& items = place.items;
    const std::size_t i = place.index;
    if (items.size() == 1) return replaced(json, {place.container.begin + 1, place.container.end - 1}, {});
    if (i == 0) return replaced(json, {items[0].begin, items[1].begin}, {});
    return replaced(json, {items[i - 1].value.end, items[i].value.end}, {});
}

std::optional<TextChange> moveChange(std::string_view json, const Place& place, std::size_t to) {
    const auto& items = place.items;
    if (to >= items.size()) return std::nullopt;
    const auto textOf = [&](std::size_t i) { return json.substr(items[i].begin, items[i].value.end - items[i].begin); };
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i != place.index) order.push_back(i);
    }
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), place.index);
    // The items change places, what stands between them stays.
    const std::size_t first = std::min(place.index, to);
    const std::size_t last = std::max(place.index, to);
    std::string text;
    for (std::size_t i = first; i <= last; ++i) {
        text += textOf(order[i]);
        if (i < last) text += json.substr(items[i].value.end, items[i + 1].begin - items[i].value.end);
    }
    return replaced(json, {items[first].begin, items[last].value.end}, std::move(text));
}

} // namespace

std::optional<TextRange> findValue(std::string_view json, std::string_view pointer) {
    const auto tokens = tokensOf(pointer);
    const Reached reached = reach(json, tokens);
    if (reached.tokens != tokens.size()) return std::nullopt;
    return reached.value;
}

std::optional<TextChange> changeFor(std::string_view json, const ProjectEdit& edit) {
    const auto tokens = tokensOf(edit.pointer);
    switch (edit.kind) {
    case ProjectEdit::Kind::Set:
        return setChange(json, tokens, edit.value);
    case ProjectEdit::Kind::Erase: {
        const auto place = placeOf(json, tokens);
        return place ? eraseChange(json, *place) : TextChange{};
    }
    case ProjectEdit::Kind::Insert: {
        const auto list = findValue(json, edit.pointer);
        if (!list || json[list->begin] != '[') return std::nullopt;
        return inserted(json, *list, edit.to, {}, edit.value);
    }
    case ProjectEdit::Kind::Move: {
        const auto place = placeOf(json, tokens);
        return place ? moveChange(json, *place, edit.to) : std::nullopt;
    }
    }
    return std::nullopt;
}

void applyChange(std::string& json, const TextChange& change) {
    json.replace(change.offset, change.removed.size(), change.inserted);
}

void revertChange(std::string& json, const TextChange& change) {
    json.replace(change.offset, change.inserted.size(), change.removed);
}

} // namespace geju
