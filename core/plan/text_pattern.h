// Patterns of whole texts, as JSON Schemas use them for codes and dates: "^[0-9]{4}(-Q[1-4])?$".
// A subset of ECMAScript's expressions that std::regex is too large a download for; knows nothing of schemas.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

namespace sandtable {

class TextPattern {
public:
    // ASCII between ^ and $: characters, sets [A-Z0-9], groups (a|b), each followed by nothing, "?" or "{n}".
    // nullopt for anything else, so that an expression is never half understood.
    [[nodiscard]] static std::optional<TextPattern> compile(std::string_view expression);

    // Time linear in the text. A byte outside ASCII matches nothing.
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    class Parser;
    struct Piece;
    using Sequence = std::vector<Piece>;
    using Positions = std::vector<std::size_t>;  // ascending, each once
    // One set of characters, or a group where `set` is empty.
    struct Piece {
        std::bitset<128> set;
        std::vector<Sequence> alternatives;
        int times = 1;
        bool optional = false;
    };

    static Positions advance(const Sequence& sequence, std::string_view text, Positions from);
    static Positions once(const Piece& piece, std::string_view text, const Positions& from);

    Sequence sequence_;
};

}  // namespace sandtable
