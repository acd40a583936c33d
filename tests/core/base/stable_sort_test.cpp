#include "base/stable_sort.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "base/rng.h"

using namespace sandtable;

TEST_CASE("equal elements keep their order") {
    std::vector<std::string> words{"pear", "fig", "plum", "kiwi", "nut", "apple"};
    stableSort(words, [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
    CHECK(words == std::vector<std::string>{"fig", "nut", "pear", "plum", "kiwi", "apple"});
}

TEST_CASE("lists of every length are sorted as by the standard library") {
    Rng rng(7);
    for (std::size_t length = 0; length < 70; ++length) {
        std::vector<std::pair<int, std::size_t>> list;
        for (std::size_t i = 0; i < length; ++i) list.emplace_back(static_cast<int>(rng.below(9)), i);
        auto expected = list;
        const auto byKey = [](const auto& a, const auto& b) { return a.first < b.first; };
        std::stable_sort(expected.begin(), expected.end(), byKey);
        stableSort(list, byKey);
        CHECK(list == expected);
    }
}

TEST_CASE("characters of a string are sorted in place") {
    std::u32string text = U"dcab";
    stableSort(text, [](char32_t a, char32_t b) { return a < b; });
    CHECK(text == U"abcd");
}
