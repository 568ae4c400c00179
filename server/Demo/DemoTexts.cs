using RecommendVote.Server.Data;

namespace RecommendVote.Server.Demo;

/// <summary>The invented words of the demonstration.</summary>
internal static class DemoTexts
{
    public static IReadOnlyList<string> Trustees { get; } = ["密钥保管人一（演示）", "密钥保管人二（演示）", "密钥保管人三（演示）"];

    public static AnnouncementTexts Announcement => new()
    {
        Principles = "坚持党管干部，坚持德才兼备、以德为先，坚持民主集中制，坚持依规依法办事。",
        Positions = "办公室副主任 1 名；业务二科科长 1 名。均为定向推荐。",
        Conditions = "符合规定的任职资格和条件，名单见名册，按姓氏笔画排序。",
        Scope = "局领导班子成员、内设机构和直属单位负责人、干部代表，应到 60 人。",
        Requirements = "无记名推荐。每个职位至多推荐 1 人，可以弃权。请独立填写，不议论、不拉票。推荐结果是重要参考，不是选举。",
    };
}
