// The params schemas of all capabilities use only keywords that are checked: a schema is compiled when its request first comes.
#include <catch2/catch.hpp>

#include "engine/capabilities.h"
#include "plan/json_schema.h"

using namespace sandtable;

TEST_CASE("every request's schema can be checked") {
    for (const RequestSpec& spec : capabilityRequests()) {
        const auto compiled = JsonSchema::compile(spec.params);
        INFO(spec.name << ": " << (compiled ? "" : compiled.error().front().detail));
        CHECK(compiled);
    }
}
