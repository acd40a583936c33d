// Order lines for sales questions: written as CSV in the test, read by the import itself, asked through the requests.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/import_session.h"
#include "request/request.h"

namespace sandtable::test {

inline FactTablePtr linesOf(std::string_view csv) {
    auto session = ImportSession::begin({{"table", "orders"}, {"fileName", "lines.csv"}});
    REQUIRE(session);
    REQUIRE(session->feed(std::as_bytes(std::span(csv.data(), csv.size()))));
    auto outcome = session->commit(Json::object());
    if (!outcome) FAIL(outcome.error().front().code << outcome.error().front().params.dump());
    return outcome->table;
}

// A plan (empty unless given) and one table, asked by request name.
class Desk {
public:
    explicit Desk(FactTablePtr facts, std::vector<RequestSpec> requests)
        : plan_(Plan::makeEmpty(Json::object())), requests_(std::move(requests)) {
        tables_.emplace("orders", std::move(facts));
    }
    void open(const Json& document) {
        auto plan = Plan::parse(document.dump());
        if (!plan) FAIL(plan.error().front().code << " " << plan.error().front().path);
        plan_ = std::move(*plan);
    }
    Result<Json> ask(std::string_view request, const Json& params) {
        RequestContext context;
        context.plan = &plan_;
        context.planOpen = true;
        context.facts = &tables_;
        context.derived = derived_;
        context.keepColumns = [this](ResultColumns columns) {
            columns_ = std::move(columns);
            return std::string("result-1");
        };
        for (const RequestSpec& spec : requests_)
            if (spec.name == request) return spec.handler(context, params);
        FAIL("no request " << request);
        return Json();
    }
    Json get(std::string_view request, const std::string& params) {
        auto result = ask(request, Json::parse(params));
        if (!result) FAIL(result.error().front().code << " " << result.error().front().params.dump());
        return *result;
    }
    std::string codeOf(std::string_view request, const std::string& params) {
        const auto result = ask(request, Json::parse(params));
        return result ? "ok" : result.error().front().code + " at " + result.error().front().path;
    }
    [[nodiscard]] const ResultColumns& columns() const { return columns_; }

private:
    Plan plan_;
    std::map<std::string, FactTablePtr, std::less<>> tables_;
    std::vector<RequestSpec> requests_;
    std::shared_ptr<DerivedCache> derived_ = std::make_shared<DerivedCache>();
    ResultColumns columns_;
};

// "East|2024-01=100" …: a pivot reply as text, in the order shown; others as "…", missing values as "-".
inline std::vector<std::string> textOf(const Json& reply) {
    std::vector<std::string> lines;
    for (const Json& row : reply["rows"]) {
        std::string line;
        for (std::size_t a = 0; a < reply["axes"].size(); ++a) {
            const Json& member = reply["axes"][a]["members"][row["at"][a].get<std::size_t>()];
            if (a > 0) line += '|';
            line += member["key"].is_null() ? "…" : member["key"].get<std::string>();
        }
        for (std::size_t m = 0; m < row["values"].size(); ++m) {
            line += m == 0 ? '=' : ' ';
            line += row["values"][m].is_null() ? "-" : row["values"][m].dump();
        }
        lines.push_back(line);
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace sandtable::test
