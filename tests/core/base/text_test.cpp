#include "base/text.h"

#include <catch2/catch.hpp>

#include "base/rng.h"

using namespace sandtable;

TEST_CASE("UTF-8 is checked by the standard's table of well-formed sequences") {
    for (const char* good : {"", "abc", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                             "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "华东大区"}) {
        CHECK(isValidUtf8(good));
    }
    for (const char* bad : {"\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                            "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe5\x8d", "\xe5\x8d"}) {
        CHECK_FALSE(isValidUtf8(bad));
        CHECK(isValidUtf8(replaceInvalidUtf8(bad)));
    }
}

TEST_CASE("bad sequences are replaced as the standard's example shows") {
    // The Unicode Standard 15.0, table 3-8: 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64.
    CHECK(replaceInvalidUtf8("a\xf1\x80\x80\xe1\x80\xc2"
                             "b\x80"
                             "c\x80\xbf"
                             "d") ==
          "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
          "b\xef\xbf\xbd"
          "c\xef\xbf\xbd\xef\xbf\xbd"
          "d");
    CHECK(replaceInvalidUtf8("华北") == "华北");
}

TEST_CASE("names compare equal whatever width, case, blanks or composition they come in") {
    CHECK(matchKey("  East\t China ") == "east china");
    CHECK(matchKey("Ｅａｓｔ　Ｃｈｉｎａ") == "east china");
    CHECK(matchKey("华东（一区）") == "华东(一区)");
    CHECK(matchKey("\xef\xbb\xbf订单日期") == "订单日期");
    CHECK(matchKey("a\u200b\u00a0\u3000b") == "a b");
    CHECK(matchKey("Cafe\u0301") == matchKey("CAFÉ").replace(3, 2, "é"));  // only ASCII letters change case
    CHECK(matchKey("\u212b") == "\u00c5");                                 // angstrom sign
    CHECK(matchKey(" \t　") == "");
    CHECK(matchKey(matchKey("Ｘ　 ｙ")) == matchKey("Ｘ　 ｙ"));
}

TEST_CASE("ids are short, lower case and stable") {
    CHECK(slugId("East China") == "east-china");
    CHECK(slugId("  R&D -- No. 7! ") == "r-d-no-7");
    CHECK(slugId("Ｅａｓｔ１") == "east1");
    CHECK(slugId("São Paulo") == "sao-paulo");
    CHECK(slugId("A区") == "a");
    CHECK(slugId("Constructor") == "n-constructor");  // every object of JavaScript has one
    const std::uint64_t hash = fnv1a64("华东");
    const auto folded = static_cast<std::uint32_t>(hash ^ (hash >> 32));
    char text[16];
    std::snprintf(text, sizeof text, "n-%08x", folded);
    CHECK(slugId("华东") == text);
    CHECK(slugId(" 华东　") == slugId("华东"));
    CHECK(slugId("华东") != slugId("华南"));
    CHECK(slugId("") == slugId("  "));
    CHECK(slugId(std::string(47, 'a') + " bcd") == std::string(47, 'a'));
    CHECK(slugId("\xff\xfe").substr(0, 2) == "n-");
}

TEST_CASE("checksums have their published check values") {
    CHECK(crc32("123456789") == 0xcbf43926U);
    CHECK(crc32("") == 0);
    CHECK(crc32("The quick brown fox jumps over the lazy dog") == 0x414fa339U);
    CHECK(fnv1a64("") == 0xcbf29ce484222325ULL);
    CHECK(fnv1a64("a") == 0xaf63dc4c8601ec8cULL);
    CHECK(fnv1a64("foobar") == 0x85944171f73967e8ULL);
}

TEST_CASE("the eight-byte steps of crc32 agree with the bitwise definition at every length") {
    Rng rng(3, 3);
    std::string bytes;
    for (int length = 0; length < 70; ++length) {
        std::uint32_t crc = 0xffffffffU;
        for (const char c : bytes) {
            crc ^= static_cast<std::uint8_t>(c);
            for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xedb88320U : crc >> 1U;
        }
        REQUIRE(crc32(bytes) == (crc ^ 0xffffffffU));
        bytes += static_cast<char>(rng.below(256));
    }
}
