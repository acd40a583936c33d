// The reader and the writer of JSON text against RFC 8259 and against what nlohmann/json makes of the same text.
#include <catch2/catch.hpp>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/rng.h"

using namespace sandtable;

namespace {

std::string pathOf(std::string_view text) { return readJson(text, kPlanJsonErrors).error().front().path; }

}  // namespace

TEST_CASE("Escapes, surrogate pairs and every form of number are read as RFC 8259 says") {
    CHECK(*readJson(R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000")", kPlanJsonErrors) ==
          Json(std::string("\"\\/\b\f\n\r\t\xc3\xa9\xf0\x9f\x98\x80\0", 15)));
    CHECK(*readJson("\xef\xbb\xbf [ 0 , -0, 1e2, -1.5E-1 ,9223372036854775807,-9223372036854775808]\r\n",
                    kPlanJsonErrors) == Json({0, 0, 100.0, -0.15, INT64_MAX, INT64_MIN}));
    CHECK(readJson("9223372036854775808", kPlanJsonErrors)->get<double>() == 9223372036854775808.0);
    CHECK(readJson("-9223372036854775809", kPlanJsonErrors)->is_number_float());
    CHECK(readJson("123456789012345678901234567890", kPlanJsonErrors)->get<double>() ==
          123456789012345678901234567890.0);
    CHECK(readJson(R"({"b":1,"a":{"c":[]},"":null})", kPlanJsonErrors)->dump() == R"({"":null,"a":{"c":[]},"b":1})");
}

TEST_CASE("What RFC 8259 does not allow is refused") {
    for (const char* text : {"",
                             " ",
                             "[1,]",
                             "[,1]",
                             "{\"a\":1,}",
                             "{a:1}",
                             "{\"a\" 1}",
                             "01",
                             "-",
                             "1.",
                             ".5",
                             "1e",
                             "+1",
                             "nul",
                             "truex",
                             "[1 2]",
                             "\"",
                             "\"\\x\"",
                             "\"\\u12g4\"",
                             "\"\\ud800\"",
                             "\"\\ud800\\u0041\"",
                             "\"\\udc00\"",
                             "\"a\nb\"",
                             "\"\xc0\x80\"",
                             "[1]]",
                             "{\"a\":1",
                             "[[",
                             "NaN",
                             "1e400"}) {
        INFO(text);
        const auto value = readJson(text, kPlanJsonErrors);
        REQUIRE_FALSE(value);
        CHECK(value.error().front().code == "plan.not_json");
    }
}

TEST_CASE("A syntax error carries the pointer of the value it stands in") {
    CHECK(pathOf(R"({"a":[1,{"b/c":tru}]})") == "/a/1/b~1c");
    CHECK(pathOf(R"([[],[1,2,x]])") == "/1/2");
    CHECK(pathOf("x").empty());
}

TEST_CASE("Random values come back from text as they were, in the very bytes nlohmann/json writes") {
    Rng rng(7);
    const auto make = [&](auto& self, int depth) -> Json {
        switch (rng.below(depth > 3 ? 6 : 8)) {
            case 0:
                return nullptr;
            case 1:
                return rng.below(2) == 0;
            case 2:
                return static_cast<std::int64_t>(rng.nextU64());
            case 3:
                return rng.below(1'000'000);
            case 4:
                return static_cast<double>(static_cast<std::int64_t>(rng.nextU64())) / 1e7;
            case 5: {
                static const char* kTexts[] = {
                    "", "plain", "引号\"\\", "tab\tnewline\n\x01", "é😀", "a longer text than any small buffer"};
                return kTexts[rng.below(6)];
            }
            case 6: {
                Json list = Json::array();
                for (auto i = rng.below(6); i > 0; --i) list.push_back(self(self, depth + 1));
                return list;
            }
            default: {
                Json object = Json::object();
                for (auto i = rng.below(6); i > 0; --i)
                    object["k" + std::to_string(rng.below(50))] = self(self, depth + 1);
                return object;
            }
        }
    };
    for (int round = 0; round < 2'000; ++round) {
        const Json value = make(make, 0);
        const std::string text = writeCompactJson(value);
        REQUIRE(text == value.dump());
        REQUIRE(*readJson(text, kPlanJsonErrors) == value);
        REQUIRE(*readJson(writeCanonicalJson(value), kPlanJsonErrors) == value);
    }
    CHECK(writeCompactJson({1, "a\xff"}, "x=") == "x=[1,\"a\xef\xbf\xbd\"]");
}
