#include "plan/text_pattern.h"

#include <algorithm>
#include <iterator>

namespace sandtable {
namespace {

constexpr int kMostTimes = 1000;
constexpr std::string_view kSpecial = R"(\^$.*+?()[]{}|)";

bool isPlain(char c) { return static_cast<unsigned char>(c) < 128 && kSpecial.find(c) == std::string_view::npos; }

}  // namespace

// Recursive descent: what cannot be read sets failed_ and ends the reading.
class TextPattern::Parser {
public:
    explicit Parser(std::string_view expression) : rest_(expression) {}

    std::optional<TextPattern> whole() {
        if (rest_.size() < 2 || !take('^') || rest_.back() != '$') return std::nullopt;
        rest_.remove_suffix(1);
        TextPattern pattern;
        pattern.sequence_ = sequence();
        if (failed_ || !rest_.empty()) return std::nullopt;
        return pattern;
    }

private:
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    char next() {
        if (rest_.empty() || !isPlain(rest_.front())) {
            failed_ = true;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    Sequence sequence() {
        Sequence pieces;
        while (!failed_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') pieces.push_back(piece());
        return pieces;
    }

    Piece piece() {
        Piece piece;
        if (take('(')) {
            do piece.alternatives.push_back(sequence());
            while (take('|'));
            failed_ = failed_ || !take(')');
        } else if (take('[')) {
            while (!failed_ && !take(']')) addRange(piece);
            failed_ = failed_ || piece.set.none();
        } else {
            piece.set.set(static_cast<unsigned char>(next()));
        }
        piece.optional = take('?');
        if (!piece.optional && take('{')) piece.times = count();
        return piece;
    }

    void addRange(Piece& piece) {
        const auto first = static_cast<unsigned char>(next());
        const auto last = take('-') ? static_cast<unsigned char>(next()) : first;
        failed_ = failed_ || last < first;
        for (unsigned c = first; !failed_ && c <= last; ++c) piece.set.set(c);
    }

    int count() {
        int times = 0;
        while (!failed_ && !take('}')) {
            const char digit = next();
            failed_ = failed_ || digit < '0' || digit > '9' || times > kMostTimes;
            times = times * 10 + (digit - '0');
        }
        return times;
    }

    std::string_view rest_;
    bool failed_ = false;
};

std::optional<TextPattern> TextPattern::compile(std::string_view expression) { return Parser(expression).whole(); }

TextPattern::Positions TextPattern::once(const Piece& piece, std::string_view text, const Positions& from) {
    Positions reached;
    if (piece.alternatives.empty()) {
        for (const std::size_t at : from) {
            const bool fits = at < text.size() && static_cast<unsigned char>(text[at]) < 128 &&
                              piece.set.test(static_cast<unsigned char>(text[at]));
            if (fits) reached.push_back(at + 1);
        }
        return reached;
    }
    for (const Sequence& alternative : piece.alternatives) {
        Positions joined;
        const Positions ends = advance(alternative, text, from);
        std::set_union(reached.begin(), reached.end(), ends.begin(), ends.end(), std::back_inserter(joined));
        reached = std::move(joined);
    }
    return reached;
}

// Every place in the text where the sequence may end that began at one of `from`.
TextPattern::Positions TextPattern::advance(const Sequence& sequence, std::string_view text, Positions from) {
    for (const Piece& piece : sequence) {
        Positions reached = from;
        for (int i = 0; i < piece.times && !reached.empty(); ++i) reached = once(piece, text, reached);
        if (piece.optional) {
            Positions joined;
            std::set_union(from.begin(), from.end(), reached.begin(), reached.end(), std::back_inserter(joined));
            reached = std::move(joined);
        }
        from = std::move(reached);
    }
    return from;
}

bool TextPattern::matches(std::string_view text) const {
    const Positions ends = advance(sequence_, text, {0});
    return !ends.empty() && ends.back() == text.size();
}

}  // namespace sandtable
