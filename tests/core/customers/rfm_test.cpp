// RFM scores on ten customers and the quintiles of small lists.
#include "customers/rfm.h"

#include "customers/requests.h"
#include "customers/rfm_scores.h"
#include "sales/order_lines.h"

using namespace sandtable;
using namespace sandtable::test;

TEST_CASE("quintile cuts are the values at every fifth of the ranks") {
    CHECK(quintileCuts({10, 1, 2, 3, 4, 5, 6, 7, 8, 9}) == Cuts{2, 4, 6, 8});
    CHECK(quintileCuts({7, 7, 7}) == Cuts{7, 7, 7, 7});
    CHECK(quintileCuts({-3, 5}) == Cuts{-3, -3, 5, 5});  // ranks 1 1 2 2
    CHECK(quintileCuts({}) == Cuts{0, 0, 0, 0});
    // Far apart, so ordered instead of counted: the same ranks.
    CHECK(quintileCuts({10'000'000, 1, 2, 3'000'000, 4'000'000, 5'000'000, 6'000'000, 7'000'000, 8'000'000,
                        9'000'000}) == Cuts{2, 4'000'000, 6'000'000, 8'000'000});
    CHECK(scoreOf(2, {2, 4, 6, 8}) == 1);
    CHECK(scoreOf(2.5, {2, 4, 6, 8}) == 2);
    CHECK(scoreOf(99, {2, 4, 6, 8}) == 5);
    CHECK(scoreOf(7, {7, 7, 7, 7}) == 1);  // equal customers score alike
}

TEST_CASE("customers are scored by their last day, orders and amount") {
    // Customer k (1…10) last ordered on day 10k of 2024's first hundred days, has k orders and bought for 10 k².
    std::string csv = "Order Date,Order ID,Customer ID,Sales\n";
    for (int k = 1; k <= 10; ++k)
        for (int order = 1; order <= k; ++order)
            csv += formatIsoDay(*parseIsoDay("2023-12-31") + 10 * k - (k - order)) + ",o" +
                   std::to_string(k * 100 + order) + ",c" + std::to_string(k) + "," + std::to_string(10 * k) + "\n";
    Desk asked(linesOf(csv), customersRequests());
    const Json reply = asked.get("customers.rfm", R"({"page":{"limit":3}})");
    CHECK(reply["asOf"] == "2024-04-09");
    CHECK(reply["customers"] == 10);
    CHECK(reply["cuts"]["recency"] == Json({10.0, 30.0, 50.0, 70.0}));
    CHECK(reply["cuts"]["frequency"] == Json({2.0, 4.0, 6.0, 8.0}));
    const Json& best = reply["page"]["rows"][0];
    CHECK(best["key"] == "c10");
    CHECK(best["scores"] == Json({5, 5, 5}));
    CHECK(best["orders"] == 10);
    CHECK(best["amount"] == 10'000'000);
    CHECK(best["segment"] == "champions");
    std::int64_t counted = 0;
    for (const Json& cell : reply["cells"]) counted += cell[3].get<std::int64_t>();
    CHECK(counted == 10);
    CHECK(asked.get("customers.rfm", R"({"page":{"cell":[1,null,null]}})")["page"]["total"] == 2);
    CHECK(asked.codeOf("customers.rfm", R"({"cuts":{"monetary":[4,3,2,1]}})") ==
          "customers.bad_cuts at /cuts/monetary");
    // On the 50th day customers whose first order is on day 9k + 1 or before are known: k = 1 … 5.
    CHECK(asked.get("customers.rfm", R"({"asOf":"2024-02-19"})")["customers"] == 5);
}
