using System.Text;

namespace RecommendVote.EndToEnd.Tests.Meeting;

/// <summary>The small meeting's spreadsheets: six people who may be recommended for two positions, eight attendees in two categories.</summary>
internal static class Spreadsheets
{
    public const string Roster = """
        编号,姓名,所在单位,职务,符合推荐职位
        C1,丁一,办公室,科长,P1;P2
        C2,王二,财务科,科长,P1;P2
        C3,李三,人事科,科长,P1
        C4,张四,业务科,科长,P2
        """;

    public const string Attendees = """
        编号,姓名,参会类别,所在单位,职务,是否应到
        T1,甲一,A 领导班子成员,局领导,局长,是
        T2,甲二,A 领导班子成员,局领导,副局长,是
        T3,甲三,A 领导班子成员,局领导,副局长,是
        T4,甲四,A 领导班子成员,局领导,副局长,是
        T5,乙一,B 干部代表,办公室,科员,是
        T6,乙二,B 干部代表,财务科,科员,是
        T7,乙三,B 干部代表,人事科,科员,是
        T8,乙四,B 干部代表,业务科,科员,是
        """;

    public static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
}
