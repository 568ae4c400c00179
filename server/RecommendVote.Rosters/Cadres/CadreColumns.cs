using RecommendVote.Rosters.Columns;

namespace RecommendVote.Rosters.Cadres;

/// <summary>The columns of a cadre roster (干部名册). Yearly appraisal columns (2023年度考核) come on top.</summary>
public static class CadreColumns
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Gender = "gender";
    public const string Ethnicity = "ethnicity";
    public const string Birth = "birth";
    public const string PartyJoined = "party-joined";
    public const string WorkStarted = "work-started";
    public const string Education = "education";
    public const string SchoolMajor = "school-major";
    public const string CurrentPost = "current-post";
    public const string CurrentPostSince = "current-post-since";
    public const string CurrentLevelSince = "current-level-since";
    public const string Rank = "rank";
    public const string Unit = "unit";
    public const string GrassrootsYears = "grassroots-years";
    public const string TrainingHours = "training-hours";
    public const string Practice = "practice";
    public const string SanctionUntil = "sanction-until";
    public const string EligiblePositions = "eligible-positions";
    public const string IneligibleReason = "ineligible-reason";

    internal static readonly ColumnSet Set = new(
        withAppraisals: true,
        new(Id, "编号", "number", true, "序号", "干部编号", "人员编号", "工号", "代码", "no", "no.", "number"),
        new(Name, "姓名", "name", true, "干部姓名", "人员姓名", "name"),
        new(Gender, "性别", "gender", false, "sex"),
        new(Ethnicity, "民族", "ethnic group", false, "ethnic group"),
        new(Birth, "出生年月", "month of birth", false, "出生日期", "出生时间", "生年月", "birth month", "date of birth"),
        new(PartyJoined, "入党时间", "joined the party", false, "入党年月", "加入党派时间", "入党日期"),
        new(WorkStarted, "参加工作时间", "began work", false, "参加工作年月", "工作时间", "参工时间"),
        new(Education, "学历", "education", false, "最高学历", "文化程度", "学历学位"),
        new(SchoolMajor, "毕业院校及专业", "school and major", false, "毕业院校系及专业", "毕业院校", "院校及专业", "毕业学校及专业"),
        new(CurrentPost, "现任职务", "current post", false, "职务", "现职务", "工作单位及职务", "现任职务名称", "post"),
        new(CurrentPostSince, "任现职时间", "in the post since", false, "任职时间", "现任职务时间", "任现职务时间"),
        new(CurrentLevelSince, "任现职级时间", "in the level since", false, "任同级时间", "任现级时间", "任现职务层次时间"),
        new(Rank, "职级", "rank", false, "现职级", "现任职级", "rank"),
        new(Unit, "所在单位", "unit", true, "单位", "工作单位", "部门", "所在部门", "所属单位", "处室", "科室", "unit"),
        new(GrassrootsYears, "基层工作年限", "years at the grassroots", false, "基层工作经历年限", "基层年限"),
        new(TrainingHours, "近五年培训学时", "training hours in five years", false, "培训学时", "五年培训学时", "近5年培训学时"),
        new(Practice, "实践锻炼经历", "practice postings", false, "实践锻炼", "挂职锻炼"),
        new(SanctionUntil, "影响期截止日", "sanction until", false, "影响期截止", "处分影响期截止日", "影响期至"),
        new(EligiblePositions, "符合推荐职位", "eligible for", false, "符合职位", "可推荐职位", "符合条件职位", "eligible for"),
        new(IneligibleReason, "不符合原因", "reason if not eligible", false, "不符合条件原因", "不符合情形"));

    /// <summary>All fields, for a column mapping page.</summary>
    public static IReadOnlyList<ColumnField> Fields => Set.Fields;
}
