#include "facts/field_names.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/field_synonyms.h"

namespace sandtable {
namespace {

using namespace std::string_view_literals;

struct HeaderUnit {
    std::string_view text;
    int exponent;
};
constexpr HeaderUnit kHeaderUnits[] = {{"万亿", 12}, {"千万", 7},    {"百万", 6}, {"亿", 8},       {"万", 4}, {"千", 3},
                                       {"百", 2},    {"million", 6}, {"mn", 6},   {"thousand", 3}, {"k", 3}};

// Traditional characters of column names, each before its simplified form: three bytes each.
constexpr std::string_view kTraditional =
    "萬万億亿備备註注訂订單单銷销額额數数區区戶户產产類类別别號号碼码編编稱称時时間间務务員员經经門门縣县級级"
    "線线營营業业淨净潤润費费總总計计實实際际預预價价庫库發发貨货購购買买電电話话條条項项標标題题應应進进運运"
    "關关開开觀观測测責责負负階阶狀状態态聯联訪访動动執执簽签約约終终結结創创錄录賬账戰战場场團团隊队機机會会"
    "來来當当據据劃划導导敗败競竞爭争對对組组織织國国臺台";

// Letters, digits and everything beyond ASCII; blanks, punctuation and what stands in brackets go. The first pair of
// brackets is handed out: it may name the unit.
std::string squeeze(std::string_view header, std::string& bracket) {
    std::string out;
    int depth = 0;
    const std::string key = headerKey(header);
    for (const char c : key) {
        if (c == '(' || c == '[') {
            ++depth;
        } else if (c == ')' || c == ']') {
            depth = std::max(0, depth - 1);
        } else if (depth > 0) {
            bracket.push_back(c);
        } else if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out.push_back(c);
        }
    }
    return out;
}

// A listed name, which may hold a stroke for readability ("省/自治区"), against a squeezed one.
bool isListedName(std::string_view listed, std::string_view name) {
    std::size_t at = 0;
    for (const char c : listed) {
        if (c == '/') continue;
        if (at == name.size() || name[at] != c) return false;
        ++at;
    }
    return at == name.size();
}

// Calls `fits(word)` for the words of a list until one does.
template <class Fits>
bool anyListed(std::string_view list, Fits fits) {
    while (!list.empty()) {
        const std::size_t bar = std::min(list.find('|'), list.size());
        if (fits(list.substr(0, bar))) return true;
        list.remove_prefix(std::min(bar + 1, list.size()));
    }
    return false;
}

bool listHolds(std::string_view list, std::string_view name) {
    return anyListed(list, [name](std::string_view listed) { return isListedName(listed, name); });
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Chinese names end in what they are (本月销售额), English ones too (Total Net Sales); words shorter than two characters say nothing.
bool endsInListed(std::string_view list, std::string_view name) {
    return anyListed(list, [name](std::string_view word) {
        const auto size = word.size() - static_cast<std::size_t>(std::count(word.begin(), word.end(), '/'));
        return size >= (isAscii(word) ? 5U : 6U) && name.size() > size &&
               isListedName(word, name.substr(name.size() - size));
    });
}

int unitExponentOf(std::string_view bracket, std::string_view squeezed) {
    for (const HeaderUnit& unit : kHeaderUnits) {
        if (isAscii(unit.text) ? bracket == unit.text : bracket.find(unit.text) != std::string_view::npos)
            return unit.exponent;
        if (!isAscii(unit.text) && squeezed.ends_with(std::string(unit.text) + "元")) return unit.exponent;
    }
    return 0;
}

// "销售额万元" -> "销售额"
std::string withoutUnit(std::string name) {
    if (!name.ends_with("元")) return name;
    name.resize(name.size() - std::string_view("元").size());
    for (const HeaderUnit& unit : kHeaderUnits) {
        if (!isAscii(unit.text) && name.ends_with(unit.text)) {
            name.resize(name.size() - unit.text.size());
            break;
        }
    }
    return name;
}

FieldMatch matchOf(const FieldSynonyms& row, double confidence, std::string_view reason) {
    if (!row.field.empty()) return {std::string(row.field), confidence, std::string(reason)};
    const bool numbersRows = row.exact.starts_with("行id") || row.exact.starts_with("编号");
    return {"", confidence, numbersRows ? "row_number" : "not_ours"};
}

std::optional<FieldMatch> matchSqueezed(std::string_view name, TableKinds tables) {
    const auto rows = fieldSynonyms();
    for (const FieldSynonyms& row : rows) {
        if ((row.tables & tables) != 0 && listHolds(row.exact, name)) return matchOf(row, 1.0, "header");
    }
    for (const FieldSynonyms& row : rows) {
        if ((row.tables & tables) != 0 && listHolds(row.general, name)) return matchOf(row, 0.9, "header_general");
    }
    // Columns that are none of ours are looked at first, so that "Estimated Delivery Date" is no order date.
    for (const bool ours : {false, true}) {
        for (const FieldSynonyms& row : rows) {
            const bool meant = (row.tables & tables) != 0 && row.field.empty() != ours;
            if (meant && endsInListed(row.exact, name)) return matchOf(row, 0.6, "header_contains");
        }
    }
    return std::nullopt;
}

// "时长(小时)" counts hours, whatever 时长 alone means.
bool namesHours(std::string_view bracket) {
    constexpr std::array kHours = {"小时"sv, "hours"sv, "hour"sv, "hrs"sv, "hr"sv, "h"sv};
    return std::find(kHours.begin(), kHours.end(), bracket) != kHours.end();
}

}  // namespace

std::string headerKey(std::string_view header) {
    std::string key = matchKey(header);
    for (std::size_t at = 0; at + 3 <= key.size();) {
        const auto lead = static_cast<unsigned char>(key[at]);
        if (lead < 0xE0) {
            ++at;
            continue;
        }
        for (std::size_t i = 0; i < kTraditional.size(); i += 6) {
            if (std::equal(key.data() + at, key.data() + at + 3, kTraditional.data() + i))
                std::copy_n(kTraditional.data() + i + 3, 3, key.data() + at);
        }
        at += 3;
    }
    return key;
}

std::optional<FieldMatch> matchFieldName(std::string_view header, TableKinds tables) {
    std::string bracket;
    std::string name = squeeze(header, bracket);
    if (name.empty()) return std::nullopt;
    if (unitExponentOf(bracket, name) != 0) name = withoutUnit(std::move(name));
    auto match = matchSqueezed(name, tables);
    if (match && match->field == "minutes" && namesHours(bracket)) match->field = "hours";
    return match;
}

bool headerNamesPercent(std::string_view header) {
    return header.find('%') != std::string_view::npos || header.find("％") != std::string_view::npos;
}

int headerUnitExponent(std::string_view header) {
    std::string bracket;
    const std::string name = squeeze(header, bracket);
    return unitExponentOf(bracket, name);
}

bool isTotalWord(std::string_view cell) {
    constexpr std::array kWords = {"合计"sv,  "总计"sv,   "小计"sv,        "共计"sv,     "总和"sv,      "汇总"sv,
                                   "合計"sv,  "總計"sv,   "小計"sv,        "共計"sv,     "總和"sv,      "彙總"sv,
                                   "total"sv, "totals"sv, "grand total"sv, "subtotal"sv, "sub-total"sv, "sum"sv};
    constexpr std::array kEndings = {"合計"sv, "總計"sv, "小計"sv,   "合计"sv,     "总计"sv,
                                     "小计"sv, "汇总"sv, " total"sv, " subtotal"sv};
    std::string key = matchKey(cell);
    while (key.ends_with(':') || key.ends_with(' ')) key.pop_back();
    if (key.empty() || key.size() > 80) return false;
    std::string dense;
    std::copy_if(key.begin(), key.end(), std::back_inserter(dense), [](char c) { return c != ' '; });
    if (std::find(kWords.begin(), kWords.end(), key) != kWords.end() ||
        std::find(kWords.begin(), kWords.end(), dense) != kWords.end())
        return true;
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](std::string_view ending) { return key.ends_with(ending); });
}

}  // namespace sandtable
