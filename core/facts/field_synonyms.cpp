#include "facts/field_synonyms.h"

namespace sandtable {
namespace {

constexpr TableKinds kOrders = only(TableKind::orders);
constexpr TableKinds kDeals = only(TableKind::opportunities);
constexpr TableKinds kContracts = only(TableKind::contracts);
constexpr TableKinds kVisits = only(TableKind::activities);
constexpr TableKinds kMetrics = only(TableKind::observations);
constexpr TableKinds kBudgets = only(TableKind::budgets);

constexpr FieldSynonyms kSynonyms[] = {
    // The day and further dates of every table.
    {"day", kOrders,
     "订单日期|下单日期|下单时间|订单时间|销售日期|成交日期|成交时间|下单日|orderdate|saledate|salesdate|dateofsale|"
     "orderedat|orderedon|purchasedate|transactiondate",
     "日期|时间|date|day|业务日期|单据日期|开票日期|发票日期|invoicedate|postingdate|记账日期|签约日期|支付时间|"
     "付款时间|付款日期"},
    {"", kOrders,
     "发货日期|发货时间|出库日期|交货日期|送货日期|到货日期|收货日期|签收日期|预计交货日期|退货日期|到期日期|出生日期|"
     "创建日期|修改日期|shipdate|shippingdate|shippeddate|deliverydate|duedate|requireddate|returndate|birthdate|"
     "dateofbirth",
     ""},
    {"day", kDeals,
     "预计成交日期|预计成交时间|预计签约日期|预计签单日期|预计结单日期|预计关闭日期|预计完成日期|预计成单日期|"
     "预计成交|expectedclosedate|expectedclose|closedate|estimatedclosedate|estclosedate|forecastclosedate|"
     "forecastdate|closingdate|targetclosedate",
     "日期|date|day|签约日期|截止日期|预计日期"},
    {"closed", kDeals,
     "成交日期|实际成交日期|实际签约日期|关闭日期|结单日期|赢单日期|closeddate|actualclosedate|wondate|dateclosed", ""},
    {"lastActivity", kDeals,
     "最近跟进|最近跟进日期|最近跟进时间|最后跟进日期|最后跟进时间|最近活动日期|lastactivity|lastactivitydate|"
     "lastcontacted|lastcontactdate",
     ""},
    {"nextDay", kDeals | kVisits,
     "下次跟进日期|下次跟进时间|下次拜访日期|下次联系日期|下次联系时间|nextvisitdate|nextactivitydate|nextcontactdate|"
     "followupdate|nextfollowup",
     ""},
    {"day", kContracts,
     "签约日期|签约时间|签订日期|签订时间|签署日期|合同日期|合同签订日期|合同签署日期|signdate|signeddate|datesigned|"
     "signingdate|contractdate|signedon|bookingdate",
     "日期|date|day|生效日期|开始日期|effectivedate|startdate"},
    {"receivedDay", kContracts,
     "回款日期|回款时间|收款日期|收款时间|到账日期|付款日期|实际回款日期|paymentdate|paiddate|datepaid|receiveddate|"
     "receiptdate",
     ""},
    {"due", kContracts,
     "到期日|应收日期|应回款日期|计划回款日期|预计回款日期|应付日期|付款到期日|付款截止日期|duedate|paymentduedate|"
     "paymentdue|dueon",
     ""},
    {"ends", kContracts,
     "到期日期|合同到期日|合同到期日期|终止日期|合同终止日期|结束日期|合同结束日期|enddate|expirydate|expirationdate|"
     "contractenddate|termend",
     ""},
    {"day", kVisits,
     "拜访日期|拜访时间|活动日期|活动时间|跟进日期|跟进时间|签到日期|签到时间|沟通日期|通话日期|会议日期|visitdate|"
     "visitedon|activitydate|calldate|meetingdate|dateofvisit|contactdate",
     "日期|时间|date|day|开始时间|开始日期|创建时间|创建日期|startdate|starttime|createddate|createdat|duedate"},
    {"day", kMetrics,
     "观测日期|统计日期|统计月份|统计周期|考核周期|考核月份|期间|周期|月份|年月|观测期|period|observationdate|"
     "measuredate|asof|asofdate|reportdate|month|week",
     "日期|时间|date|day|统计时间|会计期间"},
    {"day", kBudgets,
     "月份|预算月份|预算期间|期间|年月|会计期间|会计月份|month|period|budgetmonth|budgetperiod|fiscalperiod|"
     "fiscalmonth",
     "日期|时间|date|day|月|周期"},
    {"created", kDeals | kContracts,
     "创建日期|创建时间|录入日期|录入时间|新建日期|登记日期|createddate|createdat|createdon|createdate|datecreated|"
     "creationdate|dateadded",
     ""},

    // Numbers.
    {"amount", kOrders,
     "销售额|销售金额|成交额|成交金额|订单金额|销售收入|营业额|营业收入|sales|salesamount|amount|revenue|netsales|"
     "salesrevenue|turnover|orderamount|netamount|linetotal",
     "金额|收入|实付金额|实收金额|含税金额|总金额|总价|价税合计|业绩|业绩额|value|totalamount|totalsales|totalrevenue|"
     "grosssales|salesvalue|total|subtotal|extendedprice"},
    {"amount", kDeals,
     "商机金额|预计金额|预计成交金额|预计销售额|预计销售金额|预计签约金额|预计收入|预计合同金额|amount|dealamount|"
     "dealvalue|dealsize|opportunityamount|opportunityvalue|expectedamount|expectedrevenue|estimatedrevenue|"
     "estimatedvalue",
     "金额|销售额|销售金额|收入|总金额|value|revenue|totalamount|total"},
    {"received", kContracts,
     "回款金额|已回款|已回款金额|回款额|实际回款|实际回款金额|收款金额|已收款|已收金额|实收金额|到账金额|received|"
     "receivedamount|amountreceived|paid|paidamount|amountpaid|collected|collectedamount|cashcollected|payments",
     "回款|收款|paymentamount"},
    {"invoiced", kContracts,
     "开票金额|已开票|已开票金额|开票额|invoiced|invoicedamount|amountinvoiced|billed|billedamount", "invoiceamount"},
    {"amount", kContracts,
     "合同金额|合同额|合同总额|合同总金额|签约金额|签约额|签单金额|contractamount|contractvalue|amount|"
     "totalcontractvalue|tcv|signedamount|bookingamount|bookings",
     "金额|总金额|含税金额|价税合计|应收金额|应回款金额|计划回款金额|value|total|totalamount"},
    {"actual", kBudgets,
     "实际|实际金额|实际发生|实际发生额|实际支出|实际费用|已用金额|actual|actualamount|actuals|spent", ""},
    {"amount", kBudgets,
     "预算|预算金额|预算额|预算数|月度预算|budget|budgetamount|budgeted|budgetedamount|plannedamount|amount",
     "金额|计划金额|计划|费用|value|plan|planned|total"},
    {"target", kMetrics, "目标|目标值|指标目标|考核目标|计划值|target|targetvalue|goal|plan", "预算|budget"},
    {"value", kMetrics,
     "指标值|实际值|完成值|观测值|数值|实际完成|实际完成值|完成数|值|value|actualvalue|actual|measuredvalue|"
     "observedvalue|kpivalue",
     "实际|完成|得分|结果|数量|金额|score|result|amount|count|quantity|reading"},
    {"probability", kDeals,
     "赢率|赢单率|成交概率|成交可能性|成功概率|成功率|赢单概率|可能性|概率|probability|winprobability|"
     "closeprobability|winrate|likelihood",
     "confidence"},
    {"minutes", kVisits,
     "时长|拜访时长|通话时长|会议时长|活动时长|沟通时长|分钟|分钟数|拜访分钟|minutes|mins|duration|durationminutes|"
     "durationmin|lengthminutes",
     ""},
    {"hours", kVisits, "小时|小时数|工时|拜访小时|hours|durationhours|hrs", ""},
    {"margin", kOrders, "利润|毛利|毛利润|毛利额|利润额|profit|grossmargin|grossprofit|margin",
     "净利润|净利|边际贡献|netprofit|contribution|contributionmargin"},
    {"quantity", kOrders,
     "数量|销量|销售数量|订单数量|件数|quantity|units|unitssold|qty|quantityordered|orderquantity|volume",
     "台数|箱数|盒数|套数|pieces|pcs|count"},
    {"cost", kOrders, "成本|销售成本|成本额|成本金额|cost|cogs|costofgoodssold|costofsales", "总成本|totalcost"},

    // What identifies and describes a deal, a contract, an activity, an observation, a budget line.
    {"opportunity", kDeals | kContracts | kVisits,
     "商机id|商机编号|商机号|商机编码|机会编号|机会id|销售机会编号|opportunityid|opportunityno|opportunitynumber|"
     "opportunitycode|dealid|dealno|dealnumber",
     "项目编号|项目id|关联商机|projectid|projectno"},
    {"opportunityName", kDeals | kVisits,
     "商机名称|商机|销售机会|机会名称|商机主题|opportunityname|opportunity|dealname|deal",
     "项目名称|项目|projectname|project"},
    {"contract", kContracts,
     "合同编号|合同号|合同id|合同编码|协议编号|contractid|contractno|contractnumber|contractcode|agreementno|"
     "agreementnumber",
     "contract|合同|编号|id"},
    {"contractName", kContracts, "合同名称|合同标题|协议名称|contractname|contracttitle|agreementname",
     "项目名称|名称|标题|projectname|name|title"},
    {"activity", kVisits,
     "活动编号|活动id|拜访编号|拜访id|跟进编号|activityid|activityno|visitid|visitno|callid|meetingid", "编号|id"},
    {"opportunity", kDeals, "", "编号|id"},
    {"opportunityName", kDeals, "", "名称|主题|标题|name|title|subject"},
    {"metric", kMetrics,
     "指标编码|指标代码|指标编号|指标id|指标|kpi编码|kpi|metriccode|metricid|metric|kpicode|kpiid|indicatorcode|"
     "indicator",
     "项目|考核指标|考核项|measure|item"},
    {"metricName", kMetrics, "指标名称|指标名|kpi名称|metricname|kpiname|indicatorname|measurename", "名称|name"},
    {"account", kBudgets,
     "科目|科目编码|科目代码|预算科目|费用科目|预算项目|费用项目|费用类别|费用类型|成本项目|account|accountcode|"
     "glaccount|budgetline|line|lineitem|costelement|expensetype|expensecategory",
     "项目|类别|类型|item|category|type|code"},
    {"accountName", kBudgets, "科目名称|预算科目名称|accountname|linename|lineitemname", "名称|name|description"},
    {"version", kBudgets, "版本|预算版本|方案|version|budgetversion|scenario", ""},
    {"unit", kMetrics | kBudgets,
     "组织|组织单元|组织名称|部门|部门名称|团队|考核单位|考核对象|责任部门|责任单位|成本中心|orgunit|organisation|"
     "organization|organisationunit|department|team|costcenter|costcentre|businessunit|unit",
     "单位|分公司|事业部|branch|division|entity|org"},
    {"stage", kDeals,
     "阶段|销售阶段|商机阶段|当前阶段|项目阶段|stage|salesstage|dealstage|opportunitystage|pipelinestage",
     "进度|phase"},
    {"status", kDeals | kContracts | kVisits,
     "状态|商机状态|赢单状态|合同状态|回款状态|执行状态|拜访状态|活动状态|status|dealstatus|opportunitystatus|"
     "contractstatus|paymentstatus|activitystatus",
     "state"},
    {"type", kVisits,
     "拜访类型|拜访方式|活动类型|跟进方式|跟进类型|沟通方式|联系方式|visittype|activitytype|calltype|contactmethod",
     "类型|方式|类别|type|kind|channel"},
    {"type", kDeals | kContracts,
     "商机类型|业务类型|项目类型|合同类型|合同类别|opportunitytype|dealtype|contracttype|businesstype", "类型|type"},
    {"outcome", kVisits,
     "结果|拜访结果|跟进结果|活动结果|沟通结果|拜访成果|outcome|result|callresult|visitresult|disposition", "效果"},
    {"purpose", kVisits, "拜访目的|活动目的|目的|purpose|visitpurpose|objective", ""},
    {"subject", kVisits, "主题|拜访主题|活动主题|标题|subject|title|activityname", "名称|name"},
    {"contact", kDeals | kVisits, "联系人|联系人姓名|拜访对象|对接人|contact|contactname|contactperson", ""},
    {"source", kDeals, "来源|线索来源|商机来源|客户来源|leadsource|source|opportunitysource", "来源渠道|campaign"},
    {"reason", kDeals,
     "输赢原因|丢单原因|输单原因|赢单原因|失败原因|关闭原因|lossreason|lostreason|winlossreason|closereason|reason|"
     "reasonlost",
     "原因"},
    {"competitor", kDeals, "竞争对手|竞品|主要竞争对手|competitor|competitors|maincompetitor", ""},
    {"forecast", kDeals, "预测类别|预测分类|预测类型|forecastcategory|forecast|commitment", ""},

    // Shared by all tables.
    {"order", kOrders | kContracts,
     "订单id|订单号|订单编号|订单编码|订单|单号|销售单号|orderid|orderno|ordernumber|order|ordercode",
     "单据编号|单据号|发票号|发票号码|合同号|合同编号|invoiceno|invoicenumber|invoiceid|invoice|transactionid|"
     "documentno"},
    {"customer", kAllTables,
     "客户id|客户编号|客户编码|客户代码|客户号|customerid|customerno|customernumber|customercode|accountid|clientid",
     "客户|会员id|会员号|买家id|门店id|终端编码|customer|account|client|buyer|memberid|userid"},
    {"customerName", kAllTables, "客户名称|客户名|客户姓名|客户全称|customername|accountname|clientname|companyname",
     "买家|买家姓名|终端名称|门店|门店名称|经销商|经销商名称|dealer|store|storename|shiptoname"},
    {"segment", kAllTables,
     "细分|客户细分|细分市场|客户类型|客户类别|客户分类|客户等级|客户级别|segment|customersegment|customertype|"
     "customerclass|marketsegment",
     "行业|industry|sector"},
    {"region", kAllTables, "地区|大区|区域|销售大区|销售区域|战区|region|salesregion|area|territory",
     "分公司|事业部|片区|branch|zone|销售地区"},
    {"province", kAllTables,
     "省/"
     "自治区|省|省份|省市|省区|省市自治区|省自治区直辖市|自治区|state|province|stateprovince|provincestate|"
     "stateorprovince",
     ""},
    {"city", kAllTables, "城市|市|地市|地级市|销售城市|所在城市|city|town", "办事处|cityname"},
    {"district", kAllTables, "区县|区|县|县区|区/县|县市|市区|district|county", ""},
    {"channel", kAllTables, "渠道|销售渠道|渠道类型|渠道名称|channel|saleschannel|channeltype|distributionchannel",
     "平台|来源渠道|platform|店铺类型"},
    {"rep", kAllTables,
     "销售员|业务员|销售代表|销售人员|销售|业务代表|客户经理|销售经理|销售顾问|导购|rep|salesrep|salesperson|salesman|"
     "salesrepresentative|salesagent|accountmanager|seller",
     "负责人|经办人|人员|所有者|owner|agent|employee|manager|地区经理|区域经理"},
    {"rep", kAllTables & ~kOrders,
     "商机负责人|合同负责人|拜访人|跟进人|被考核人|员工|姓名|opportunityowner|dealowner|visitedby|assignedto", ""},
    {"productLine", kAllTables, "产品线|产品系列|系列|productline|productfamily|line|productgroup",
     "事业线|businessline"},
    {"category", kAllTables,
     "类别|品类|产品类别|商品类别|大类|产品大类|商品分类|产品分类|类目|一级类目|category|productcategory|itemcategory|"
     "itemtype|producttype",
     "分类|类型"},
    {"subcategory", kAllTables, "子类别|子类|小类|产品子类|二级类目|中类|产品小类|subcategory|productsubcategory", ""},
    {"product", kAllTables,
     "产品名称|商品名称|产品|商品|品名|货品名称|物料名称|productname|product|itemname|item|productdescription",
     "名称|标题|商品标题|description|itemdescription|title"},
    {"sku", kAllTables,
     "产品id|产品编号|产品编码|商品id|商品编号|商品编码|货号|物料编码|物料号|sku|skuid|productid|productcode|productno|"
     "itemid|itemcode|itemno|materialno",
     "条码|barcode|ean|upc|stockcode"},
    {"brand", kAllTables, "品牌|品牌名称|brand|brandname", ""},
    {"country", kAllTables, "国家|国家/地区|国别|country|countryregion|countryname|nation", "market"},

    // None of ours.
    {"", kOrders, "编号|id", ""},
    {"", kAllTables, "行id|行号|序号|rowid|rownumber|rowno|row|no|index|sn|lineno|linenumber", ""},
    {"", kAllTables,
     "折扣|折扣率|discount|discountrate|单价|售价|价格|price|unitprice|税率|税额|tax|运费|freight|shippingcost|邮编|"
     "邮政编码|postalcode|zip|zipcode|postcode|电话|手机|phone|邮箱|email|地址|address|备注|note|notes|comment|remark|"
     "经度|纬度|latitude|longitude",
     ""},
};

}  // namespace

std::span<const FieldSynonyms> fieldSynonyms() { return kSynonyms; }

}  // namespace sandtable
