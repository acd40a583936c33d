#include "plan/json_patch.h"

#include <catch2/catch.hpp>

#include "plan/plan.h"
#include "sample_documents.h"

using namespace sandtable;

namespace {

struct Case {
    const char* title;
    const char* document;
    const char* patch;
    const char* expected;  // null: the patch must fail …
    const char* code;      // … with this code
};

// RFC 6902 appendix A and the corners of sections 4 and 5, plus RFC 6901 escapes.
const Case kCases[] = {
    {"A.1 adds an object member", R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux"}])",
     R"({"baz":"qux","foo":"bar"})", nullptr},
    {"A.2 adds an array element", R"({"foo":["bar","baz"]})", R"([{"op":"add","path":"/foo/1","value":"qux"}])",
     R"({"foo":["bar","qux","baz"]})", nullptr},
    {"A.3 removes an object member", R"({"baz":"qux","foo":"bar"})", R"([{"op":"remove","path":"/baz"}])",
     R"({"foo":"bar"})", nullptr},
    {"A.4 removes an array element", R"({"foo":["bar","qux","baz"]})", R"([{"op":"remove","path":"/foo/1"}])",
     R"({"foo":["bar","baz"]})", nullptr},
    {"A.5 replaces a value", R"({"baz":"qux","foo":"bar"})", R"([{"op":"replace","path":"/baz","value":"boo"}])",
     R"({"baz":"boo","foo":"bar"})", nullptr},
    {"A.6 moves a value", R"({"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}})",
     R"([{"op":"move","from":"/foo/waldo","path":"/qux/thud"}])",
     R"({"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}})", nullptr},
    {"A.7 moves an array element", R"({"foo":["all","grass","cows","eat"]})",
     R"([{"op":"move","from":"/foo/1","path":"/foo/3"}])", R"({"foo":["all","cows","eat","grass"]})", nullptr},
    {"A.8 tests with success", R"({"baz":"qux","foo":["a",2,"c"]})",
     R"([{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}])",
     R"({"baz":"qux","foo":["a",2,"c"]})", nullptr},
    {"A.9 tests with failure", R"({"baz":"qux"})", R"([{"op":"test","path":"/baz","value":"bar"}])", nullptr,
     "patch.test_failed"},
    {"A.10 adds a nested member", R"({"foo":"bar"})", R"([{"op":"add","path":"/child","value":{"grandchild":{}}}])",
     R"({"foo":"bar","child":{"grandchild":{}}})", nullptr},
    {"A.11 ignores unknown members", R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux","xyz":123}])",
     R"({"foo":"bar","baz":"qux"})", nullptr},
    {"A.12 refuses a nonexistent target", R"({"foo":"bar"})", R"([{"op":"add","path":"/baz/bat","value":"qux"}])",
     nullptr, "patch.no_such_path"},
    {"A.14 reads ~01 as ~1", R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":10}])", R"({"/":9,"~1":10})",
     nullptr},
    {"A.15 does not equate text and number", R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":"10"}])",
     nullptr, "patch.test_failed"},
    {"A.16 appends an array value", R"({"foo":["bar"]})", R"([{"op":"add","path":"/foo/-","value":["abc","def"]}])",
     R"({"foo":["bar",["abc","def"]]})", nullptr},
    {"adds over an existing member", R"({"a":1})", R"([{"op":"add","path":"/a","value":null}])", R"({"a":null})",
     nullptr},
    {"replaces the whole document", R"({"a":1})", R"([{"op":"replace","path":"","value":[1]}])", R"([1])", nullptr},
    {"replaces the whole document by add", R"({"a":1})", R"([{"op":"add","path":"","value":2}])", "2", nullptr},
    {"does not remove the root", R"({"a":1})", R"([{"op":"remove","path":""}])", nullptr, "patch.bad_operation"},
    {"adds at the end by its index", "[1,2]", R"([{"op":"add","path":"/2","value":3}])", "[1,2,3]", nullptr},
    {"does not add past the end", "[1,2]", R"([{"op":"add","path":"/3","value":3}])", nullptr, "patch.no_such_path"},
    {"does not replace at -", "[1,2]", R"([{"op":"replace","path":"/-","value":3}])", nullptr, "patch.no_such_path"},
    {"refuses leading zeros", "[1,2]", R"([{"op":"replace","path":"/01","value":3}])", nullptr, "patch.no_such_path"},
    {"refuses signs and letters as index", "[1,2]", R"([{"op":"remove","path":"/1e0"}])", nullptr,
     "patch.no_such_path"},
    {"does not go into a text", R"({"a":"b"})", R"([{"op":"add","path":"/a/0","value":3}])", nullptr,
     "patch.no_such_path"},
    {"does not remove what is not there", R"({"a":1})", R"([{"op":"remove","path":"/b"}])", nullptr,
     "patch.no_such_path"},
    {"does not replace what is not there", R"({"a":1})", R"([{"op":"replace","path":"/b","value":1}])", nullptr,
     "patch.no_such_path"},
    {"addresses the empty key", R"({"":1})", R"([{"op":"replace","path":"/","value":2}])", R"({"":2})", nullptr},
    {"tests the root", R"({"a":[1,{"b":null}]})", R"([{"op":"test","path":"","value":{"a":[1,{"b":null}]}}])",
     R"({"a":[1,{"b":null}]})", nullptr},
    {"holds 1 and 1.0 equal", R"({"a":1})", R"([{"op":"test","path":"/a","value":1.0}])", R"({"a":1})", nullptr},
    {"copies a value", R"({"a":{"b":[1]}})", R"([{"op":"copy","from":"/a","path":"/a/c"}])",
     R"({"a":{"b":[1],"c":{"b":[1]}}})", nullptr},
    {"copies into an array", R"({"a":[1,2],"b":9})", R"([{"op":"copy","from":"/b","path":"/a/0"}])",
     R"({"a":[9,1,2],"b":9})", nullptr},
    {"moves onto itself without change", R"({"a":1})", R"([{"op":"move","from":"/a","path":"/a"}])", R"({"a":1})",
     nullptr},
    {"does not move into itself", R"({"a":{"b":1}})", R"([{"op":"move","from":"/a","path":"/a/b/c"}])", nullptr,
     "patch.bad_operation"},
    {"moves over an existing member", R"({"a":1,"b":2})", R"([{"op":"move","from":"/a","path":"/b"}])", R"({"b":1})",
     nullptr},
    {"moves a child over its parent", R"({"a":{"b":{"c":1}},"z":0})", R"([{"op":"move","from":"/a/b","path":"/a"}])",
     R"({"a":{"c":1},"z":0})", nullptr},
    {"moves a child over the root", R"({"a":{"b":1}})", R"([{"op":"move","from":"/a","path":""}])", R"({"b":1})",
     nullptr},
    {"moves out of an array into its own sibling", R"({"a":[1,{"x":0},2]})",
     R"([{"op":"move","from":"/a/0","path":"/a/0/y"}])", nullptr, "patch.bad_operation"},
    {"resolves the target after the removal", R"([1,{"x":0},2])", R"([{"op":"move","from":"/2","path":"/1/y"}])",
     R"([1,{"x":0,"y":2}])", nullptr},
    {"refuses a pointer without slash", R"({"a":1})", R"([{"op":"remove","path":"a"}])", nullptr, "patch.bad_pointer"},
    {"refuses a bad escape", R"({"a~2":1})", R"([{"op":"remove","path":"/a~2"}])", nullptr, "patch.bad_pointer"},
    {"refuses a trailing tilde", R"({"a~":1})", R"([{"op":"remove","path":"/a~"}])", nullptr, "patch.bad_pointer"},
    {"refuses an unknown operation", R"({})", R"([{"op":"spam","path":"/a","value":1}])", nullptr,
     "patch.bad_operation"},
    {"refuses a missing value", R"({})", R"([{"op":"add","path":"/a"}])", nullptr, "patch.bad_operation"},
    {"refuses a missing from", R"({"a":1})", R"([{"op":"copy","path":"/a"}])", nullptr, "patch.bad_operation"},
    {"refuses a missing path", R"({})", R"([{"op":"add","value":1}])", nullptr, "patch.bad_operation"},
    {"refuses an operation that is no object", R"({})", R"([7])", nullptr, "patch.bad_operation"},
    {"refuses a patch that is no array", R"({})", R"({"op":"add","path":"/a","value":1})", nullptr,
     "patch.not_an_array"},
    {"treats __proto__ as a key like any other", R"({"x":{}})",
     R"([{"op":"add","path":"/__proto__","value":{"a":1}},{"op":"add","path":"/x/constructor","value":2}])",
     R"({"x":{"constructor":2},"__proto__":{"a":1}})", nullptr},
    {"undoes the first operations when a later one fails", R"({"a":[1,2,3],"b":{"c":1}})",
     R"([{"op":"remove","path":"/a/1"},{"op":"move","from":"/b/c","path":"/a/0"},{"op":"add","path":"/b","value":0},
         {"op":"copy","from":"/a","path":"/d"},{"op":"test","path":"/b","value":1}])",
     nullptr, "patch.test_failed"},
};

}  // namespace

TEST_CASE("A patch does what RFC 6902 says, its inverse undoes it, and a failed one changes nothing") {
    for (const Case& given : kCases) {
        DYNAMIC_SECTION(given.title) {
            const Json before = Json::parse(given.document);
            Json document = before;
            auto outcome = applyPatch(document, Json::parse(given.patch));
            if (given.expected == nullptr) {
                REQUIRE_FALSE(outcome);
                CHECK(outcome.error().front().code == given.code);
                CHECK(document.dump() == before.dump());
                return;
            }
            REQUIRE(outcome);
            CHECK(document.dump() == Json::parse(given.expected).dump());
            Json reverted = document;
            revertPatch(reverted, *outcome);
            CHECK(reverted.dump() == before.dump());
            auto undone = applyPatch(document, outcome->inverse);
            REQUIRE(undone);
            CHECK(document.dump() == before.dump());
        }
    }
}

TEST_CASE("A patch error says which operation failed and where") {
    Json document = Json::object();
    const auto outcome = applyPatch(document, test::patch(patchAdd("/a", 1), patchRemove("/b/c")));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().front().path == "/b/c");
    CHECK(outcome.error().front().params["index"] == 1);
}

TEST_CASE("A patch cannot make a document deeper or bigger than the reader accepts") {
    Json document = {{"a", Json::object()}};
    SECTION("one value that is too deep where it is put") {
        const auto outcome =
            applyPatch(document, test::patch(patchAdd("/a/b", Json::array({Json::array()}))), {.depth = 3});
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().front().code == "patch.too_deep");
        CHECK(applyPatch(document, test::patch(patchAdd("/a/b", Json::array())), {.depth = 3}).has_value());
    }
    SECTION("copies into themselves, doubling each time") {
        Json patch = Json::array();
        for (int i = 0; i < 40; ++i) {
            patch.push_back({{"op", "copy"}, {"from", "/a"}, {"path", "/a/x" + std::to_string(i)}});
        }
        const auto outcome = applyPatch(document, patch, {.depth = 1000, .elements = 10'000});
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().front().code == "patch.too_large");
        CHECK(document == Json{{"a", Json::object()}});
    }
    SECTION("a move that goes deeper") {
        document = {{"deep", {{"er", {{"est", Json::object()}}}}}, {"box", {{"in", {{"side", 1}}}}}};
        const Json before = document;
        const auto outcome = applyPatch(
            document, test::patch(Json{{"op", "move"}, {"from", "/box"}, {"path", "/deep/er/est/box"}}), {.depth = 5});
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().front().code == "patch.too_deep");
        CHECK(document == before);
    }
}
