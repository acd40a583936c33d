#include "facts/text_list.h"

#include <catch2/catch.hpp>
#include <string>

using namespace sandtable;

TEST_CASE("Texts of a list come back as they were put in, empty ones and long ones too") {
    TextList list{"", "华东", "a"};
    list.push_back(std::string(70'000, 'x'));
    list.push_back("");
    REQUIRE(list.size() == 5);
    CHECK(list[0].empty());
    CHECK(list[1] == "华东");
    CHECK(list[2] == "a");
    CHECK(list[3] == std::string(70'000, 'x'));
    CHECK(list[4].empty());
    CHECK(list.byteSize() == 6 + 1 + 70'000);
    std::string joined;
    for (const std::string_view text : list) joined += std::string(text.substr(0, 3)) + "|";
    CHECK(joined == "|华|a|xxx||");
}

TEST_CASE("A list costs its bytes and four more for each text") {
    TextList list;
    for (int i = 0; i < 1'000; ++i) list.push_back("SO-0000001");
    list.shrinkToFit();
    CHECK(list.heldBytes() == 1'000 * 10 + TextList::kSlack + 1'001 * 4);
}

TEST_CASE("Lists are equal when their texts are, whatever was reserved") {
    TextList grown;
    grown.reserve(100, 10'000);
    for (const std::string_view text : {"", "ab", "c"}) grown.push_back(text);
    CHECK(grown == TextList{"", "ab", "c"});
    CHECK_FALSE(grown == TextList{"", "a", "bc"});
    CHECK_FALSE(grown == TextList{"", "ab"});
    CHECK(TextList().empty());
}
