// The six kinds of tables: their fields, the headers they answer to, further dates, probabilities, proposals of keys.
#include "facts/column_guess.h"
#include "facts/merged.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

Json columnsOf(const char* table, std::string_view text) {
    return importedAs(table, text).report["mapping"]["columns"];
}

std::string bestTable(const std::vector<std::string>& headers) {
    return std::string(tableName(guessTable(headers).front().table));
}

}  // namespace

TEST_CASE("Every table lists its fields and which of them it needs") {
    const auto required = [](TableKind kind) {
        std::string out;
        const Json described = describeFields(kind);
        for (const Json& field : described["fields"]) {
            if (field["required"] == true) out += field["key"].get<std::string>() + " ";
        }
        return out;
    };
    CHECK(required(TableKind::orders) == "day amount ");
    CHECK(required(TableKind::opportunities) == "day amount ");
    CHECK(required(TableKind::contracts) == "day amount ");
    CHECK(required(TableKind::activities) == "day ");
    CHECK(required(TableKind::observations) == "day metric value ");
    CHECK(required(TableKind::budgets) == "day amount ");
    const Json fields = describeFields(TableKind::contracts)["fields"];
    CHECK(fields[1] ==
          Json({{"key", "amount"}, {"type", "number"}, {"required", true}, {"unless", "received"}, {"unit", "money"}}));
    const auto unknown = ImportSession::begin({{"table", "invoices"}, {"fileName", "x"}});
    REQUIRE(codeOf(unknown) == "facts.unknown_table");
    CHECK(unknown.error()[0].params["tables"].size() == 6);
}

TEST_CASE("Opportunities are read from a Chinese CRM's export") {
    const ImportOutcome outcome =
        importedAs("opportunities",
                   "商机编号,商机名称,客户名称,负责人,销售阶段,预计金额(万元),赢率,预计成交日期,创建日期,最近跟进时间,"
                   "线索来源,备注\n"
                   "SJ001,智能产线,华东机电,王芳,方案,120.5,60%,2026-03-31,2025年12月1日,2026-01-08 10:30,展会,a\n"
                   "SJ002,备件,远大,李强,谈判,8,20,2026-02-28,46000,,转介绍,b\n");
    CHECK(outcome.report["mapping"]["columns"] == Json({{"商机编号", "opportunity"},
                                                        {"商机名称", "opportunityName"},
                                                        {"客户名称", "customer"},
                                                        {"负责人", "rep"},
                                                        {"销售阶段", "stage"},
                                                        {"预计金额(万元)", "amount"},
                                                        {"赢率", "probability"},
                                                        {"预计成交日期", "day"},
                                                        {"创建日期", "created"},
                                                        {"最近跟进时间", "lastActivity"},
                                                        {"线索来源", "source"},
                                                        {"备注", nullptr}}));
    CHECK(rowsOf(*outcome.table) ==
          "2026-02-28|80000|0|2025-12-09|远大||SJ002|备件|李强|转介绍|谈判\n"
          "2026-03-31|1205000|0|2025-12-01|华东机电|2026-01-08|SJ001|智能产线|王芳|展会|方案\n");
    CHECK(outcome.table->amounts.at("probability") == std::vector<std::int64_t>{2'000, 6'000});
    CHECK_FALSE(outcome.report["totals"].contains("probability"));
}

TEST_CASE("Contracts, activities, observations and budgets are read from headers in both languages") {
    CHECK(columnsOf(
              "contracts",
              "合同编号,签订日期,客户,合同金额,已回款金额,到期日,状态\nC1,2026-01-05,A,100,40,2026-04-01,执行中\n") ==
          Json({{"合同编号", "contract"},
                {"签订日期", "day"},
                {"客户", "customer"},
                {"合同金额", "amount"},
                {"已回款金额", "received"},
                {"到期日", "due"},
                {"状态", "status"}}));
    CHECK(columnsOf("contracts",
                    "Contract No,Signed Date,Account,Contract Value,Amount Paid,Due Date,Owner,Status\n"
                    "C1,2026-01-05,A,100,40,2026-04-01,Ann,open\n") == Json({{"Contract No", "contract"},
                                                                             {"Signed Date", "day"},
                                                                             {"Account", "customer"},
                                                                             {"Contract Value", "amount"},
                                                                             {"Amount Paid", "received"},
                                                                             {"Due Date", "due"},
                                                                             {"Owner", "rep"},
                                                                             {"Status", "status"}}));
    CHECK(columnsOf("activities",
                    "拜访日期,拜访类型,业务员,客户名称,商机编号,拜访结果,时长(分钟)\n"
                    "2026-01-05,上门,王芳,远大,SJ1,有意向,45\n") == Json({{"拜访日期", "day"},
                                                                          {"拜访类型", "type"},
                                                                          {"业务员", "rep"},
                                                                          {"客户名称", "customer"},
                                                                          {"商机编号", "opportunity"},
                                                                          {"拜访结果", "outcome"},
                                                                          {"时长(分钟)", "minutes"}}));
    CHECK(columnsOf("activities",
                    "Visit Date,Activity Type,Rep,Customer,Duration (hours),Outcome\n"
                    "2026-01-05,call,Ann,A,1.5,none\n")["Duration (hours)"] == "hours");
    CHECK(columnsOf("observations", "月份,指标编码,指标名称,部门,目标值,实际值\n2026年1月,K1,拜访数,一部,20,18\n") ==
          Json({{"月份", "day"},
                {"指标编码", "metric"},
                {"指标名称", "metricName"},
                {"部门", "unit"},
                {"目标值", "target"},
                {"实际值", "value"}}));
    CHECK(columnsOf("observations", "Period,KPI Name,Team,Value\n2026-01,Visits,North,18\n") ==
          Json({{"Period", "day"}, {"KPI Name", "metric"}, {"Team", "unit"}, {"Value", "value"}}));
    CHECK(
        columnsOf("budgets", "月份,费用科目,部门,预算金额,版本\n2026-01,差旅,一部,20000,V1\n") ==
        Json(
            {{"月份", "day"}, {"费用科目", "account"}, {"部门", "unit"}, {"预算金额", "amount"}, {"版本", "version"}}));
    CHECK(columnsOf("budgets", "Month,Account,Department,Budget,Actual\n2026-01,Travel,North,200,180\n") ==
          Json({{"Month", "day"},
                {"Account", "account"},
                {"Department", "unit"},
                {"Budget", "amount"},
                {"Actual", "actual"}}));
}

TEST_CASE("What a table needs is asked for by name, and received money stands in for a contract's amount") {
    CHECK(codeOf(openedAs("observations", "日期,地区\n2026-01-01,East\n").commit(Json::object())) ==
          "facts.missing_required facts.missing_required");
    CHECK(importedAs("contracts", "签订日期,回款金额\n2026-01-05,40\n").report["totals"] ==
          Json({{"received", 400'000}}));
    CHECK(importedAs("activities", "拜访日期,业务员\n2026-01-05,王芳\n").report["totals"] == Json::object());
    CHECK(importedAs("budgets", "月份,预算\n2026-01,40\n").report["warnings"].empty());  // months are expected there
}

TEST_CASE("The table that fits a header best is told, and any import can be read as another table") {
    CHECK(bestTable({"订单号", "下单日期", "客户", "产品", "数量", "金额"}) == "orders");
    CHECK(bestTable({"Order ID", "Order Date", "Region", "Sales", "Profit", "Discount"}) == "orders");
    CHECK(bestTable({"日期", "地区", "销售额"}) == "orders");
    CHECK(bestTable({"商机名称", "客户", "阶段", "预计金额", "赢率", "预计成交日期"}) == "opportunities");
    CHECK(bestTable({"Opportunity Name", "Stage", "Amount", "Close Date", "Probability (%)"}) == "opportunities");
    CHECK(bestTable({"合同编号", "签约日期", "客户", "金额", "回款金额"}) == "contracts");
    CHECK(bestTable({"拜访日期", "客户", "业务员", "拜访类型", "结果"}) == "activities");
    CHECK(bestTable({"日期", "指标", "部门", "值"}) == "observations");
    CHECK(bestTable({"Month", "Account", "Department", "Budget"}) == "budgets");
    CHECK(bestTable({"月份", "科目", "部门", "预算金额"}) == "budgets");

    ImportSession session = openedAs("orders", "合同编号,签约日期,客户,金额,回款金额\nC1,2026-01-05,A,100,40\n");
    const Json preview = session.preview().value();
    CHECK(preview["table"] == "orders");
    CHECK(preview["tableGuess"][0]["table"] == "contracts");
    CHECK(preview["tableGuess"].size() == 6);
    CHECK(session.preview({{"table", "contracts"}}).value()["columns"][4]["field"] == "received");
    CHECK(session.commit({{"table", "contracts"}})->table->name == "contracts");
    CHECK(codeOf(session.preview({{"table", "nope"}})) == "facts.unknown_table");
}

TEST_CASE("Further dates are read with the same care: one order for the whole file, bad cells cost their row") {
    const std::string text =
        "Contract No,Signed Date,Due Date,Contract Value\n"
        "C1,03/04/2024,05/06/2024,1\nC2,04/04/2024,,2\nC3,05/04/2024,31/02/2024,4\nC4,06/04/2024,N/A,8\n";
    const auto asked = openedAs("contracts", text).commit(Json::object());
    REQUIRE(codeOf(asked) == "facts.date_order_ambiguous");  // 31/02 is no day in any order and proves nothing
    const ImportOutcome dmy = importedAs("contracts", text, {{"dateOrder", "dmy"}});
    CHECK(rowsOf(*dmy.table) == "2024-04-03|1|C1|2024-06-05\n2024-04-04|2|C2|\n2024-04-06|8|C4|\n");
    CHECK(dmy.report["rejects"] == Json::parse(R"([{"line":4,"column":3,"header":"Due Date","value":"31/02/2024",
                                                    "code":"facts.bad_date"}])"));
    // The due date proves the order of the day that alone would be ambiguous.
    const ImportOutcome proven =
        importedAs("contracts", "Contract No,Signed Date,Due Date,Contract Value\nC1,03/04/2024,25/06/2024,1\n");
    CHECK(rowsOf(*proven.table) == "2024-04-03|1|C1|2024-06-25\n");
    const auto open =
        openedAs("contracts", "Contract No,Signed Date,Due Date,Contract Value\nC1,2024-04-03,05/06/2024,1\n")
            .commit(Json::object());
    REQUIRE(codeOf(open) == "facts.date_order_ambiguous");
    CHECK(open.error()[0].params["column"] == "Due Date");
}

TEST_CASE("Probabilities are percent where the header, the cell or most plain numbers say so") {
    const auto read = [](const char* header, const char* cells) {
        std::string text = "Close Date,Amount," + std::string(header) + "\n";
        for (std::string_view rest = cells; !rest.empty();) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            text += "2026-01-01,1," + std::string(rest.substr(0, end)) + "\n";
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return importedAs("opportunities", text);
    };
    const auto values = [&](const char* header, const char* cells) {
        return read(header, cells).table->amounts.at("probability");
    };
    using Values = std::vector<std::int64_t>;
    CHECK(values("Probability", "60% 12.5% 100%") == Values{6'000, 1'250, 10'000});
    CHECK(values("Probability", "60 12.5 1 0") == Values{6'000, 1'250, 100, 0});
    CHECK(values("Probability", "0.6 0.125 1 0") == Values{6'000, 1'250, 10'000, 0});
    CHECK(values("Probability (%)", "1 0.5") == Values{100, 50});
    CHECK(values("Probability", "60% 0.5") == Values{6'000, 5'000});
    const Json mixed = read("Probability", "60 70 0.5").report;
    CHECK(mixed["warnings"] == Json::parse(R"([{"code":"facts.ratio_mixed","params":
        {"header":"Probability","percents":2,"shares":1,"asPercent":true}}])"));
    const Json bad = read("Probability", "60% 130% -5%").report;
    CHECK(bad["rejectsByCode"] == Json({{"facts.ratio_range", 2}}));
}

TEST_CASE("Keys are proposed: the shortest that tells rows apart") {
    const auto proposed = [](const char* table, std::string_view text) {
        return openedAs(table, text).proposeKey(Json::object()).value();
    };
    const Json lines =
        proposed("orders", "订单号,SKU,日期,金额\nA,1,2024-01-01,1\nA,2,2024-01-01,1\nB,1,2024-01-02,1\n");
    CHECK(lines["key"] == Json({"order", "sku"}));
    CHECK(lines["candidates"][0] == Json({{"key", {"order"}}, {"distinct", 2}, {"repeats", 1}, {"missing", 0}}));
    CHECK(proposed("orders", "订单号,日期,金额\nA,2024-01-01,1\nB,2024-01-01,1\n")["key"] == Json({"order"}));
    CHECK(proposed("orders", "日期,金额\n2024-01-01,1\n2024-01-01,1\n")["key"] == Json::array());
    CHECK(
        proposed("budgets", "月份,科目,部门,预算\n2026-01,差旅,一,1\n2026-01,差旅,二,1\n2026-02,差旅,一,1\n")["key"] ==
        Json({"day", "account", "unit"}));
    const Json gaps = proposed("contracts", "合同编号,签约日期,合同金额\nC1,2026-01-01,1\n,2026-01-01,1\n");
    CHECK(gaps["key"] == Json::array());
    CHECK(gaps["candidates"][0]["missing"] == 1);
}
