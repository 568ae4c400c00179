using RecommendVote.Rosters.Columns;

namespace RecommendVote.Rosters.Attendees;

/// <summary>The columns of a list of people in scope of a meeting (参会人员名单).</summary>
public static class AttendeeColumns
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Category = "category";
    public const string Unit = "unit";
    public const string Post = "post";
    public const string Expected = "expected";
    public const string Recused = "recused";

    internal static readonly ColumnSet Set = new(
        withAppraisals: false,
        new(Id, "编号", "number", true, "序号", "人员编号", "工号", "no", "no.", "number"),
        new(Name, "姓名", "name", true, "参会人员", "人员姓名", "name"),
        new(Category, "参会类别", "category", true, "类别", "人员类别", "身份类别", "参会人员类别", "category"),
        new(Unit, "所在单位", "unit", true, "单位", "工作单位", "部门", "所在部门", "unit"),
        new(Post, "职务", "post", false, "现任职务", "职务职级", "post"),
        new(Expected, "是否应到", "expected", false, "应到", "是否参会", "expected"),
        new(Recused, "回避职位", "sits out positions", false, "回避", "需回避职位", "recused"));

    /// <summary>All fields, for a column mapping page.</summary>
    public static IReadOnlyList<ColumnField> Fields => Set.Fields;
}
