using System.Text;
using RecommendVote.Rosters;

namespace RecommendVote.Documents.Tests.Rosters;

public class BadRowsTests
{
    private const string Header = "编号,姓名,所在单位,出生年月,入党时间,近五年培训学时,影响期截止日,符合推荐职位,不符合原因\n";

    [Theory]
    [InlineData("C1,张三,办公室,1980-13,,,,P1,", "bad-month", "出生年月")]
    [InlineData("C1,张三,办公室,198001011,,,,P1,", "bad-month", "出生年月")]
    [InlineData("C1,张三,办公室,,,六百,,P1,", "bad-number", "近五年培训学时")]
    [InlineData("C1,张三,办公室,,,550.5,,P1,", "bad-number", "近五年培训学时")]
    [InlineData("C1,张三,办公室,,,,2026-02-30,P1,", "bad-date", "影响期截止日")]
    [InlineData("C1,张三,办公室,,,,,P3,", "unknown-position", "符合推荐职位")]
    [InlineData("C1,,办公室,,,,,P1,", "missing-name", "姓名")]
    [InlineData(",张三,办公室,,,,,P1,", "missing-id", "编号")]
    [InlineData("C1,张三,,,,,,P1,", "missing-unit", "所在单位")]
    [InlineData("C 1/2,张三,办公室,,,,,P1,", "bad-id", "编号")]
    [InlineData("C1,张<b>三,办公室,,,,,P1,", "bad-name", "姓名")]
    [InlineData("C1,张三,=HYPERLINK(1),,,,,P1,", "formula-text", "所在单位")]
    [InlineData("C1,张三,＝1+1,,,,,P1,", "formula-text", "所在单位")]
    [InlineData("C1,张三,@SUM(A1),,,,,P1,", "formula-text", "所在单位")]
    [InlineData("C1,张三,办公室,#REF!,,,,P1,", "formula-error", "出生年月")]
    [InlineData("C1,张\u202E三,办公室,,,,,P1,", "bidi-character", "姓名")]
    [InlineData("C1,张\u2066三,办公室,,,,,P1,", "bidi-character", "姓名")]
    [InlineData("C1,张\u200B三,办公室,,,,,P1,", "invisible-character", "姓名")]
    [InlineData("C1,张\uFE0F三,办公室,,,,,P1,", "invisible-character", "姓名")]
    [InlineData("C1,张\u0007三,办公室,,,,,P1,", "control-character", "姓名")]
    [InlineData("C1,张\uE123三,办公室,,,,,P1,", "private-character", "姓名")]
    [InlineData("C1,张\uFFFD三,办公室,,,,,P1,", "invalid-character", "姓名")]
    [InlineData("C1,\"张\n三\",办公室,,,,,P1,", "line-break", "姓名")]
    [InlineData("C1,张三,办公室,,,,,P1,,,多出来的", "too-many-cells", null)]
    [InlineData("C1,张\"三,办公室,,,,,P1,", "csv-quote", null)]
    [InlineData("C1,\"张三\"x,办公室,,,,,P1,", "csv-quote", null)]
    public async Task A_bad_row_is_named_with_row_column_and_reason(string row, string code, string? column)
    {
        var result = await Files.Cadres(Header + "C0,李四,办公室,,,,,P1,\n" + row + "\nC2,王五,办公室,,,,,P1,\n");
        var problem = Assert.Single(result.Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal((3, column, code), (problem.Row, problem.Column, problem.Code));
        Assert.NotEmpty(problem.Zh);
        Assert.NotEmpty(problem.En);
        Assert.DoesNotContain(problem.Zh + problem.En, c => char.IsControl(c) || c is '\u202E' or '\u200B');
        Assert.False(result.Accepted);
        Assert.Empty(result.RowsToImport());
        Assert.Equal(["C0", "C2"], result.RowsToImport(leaveOutBadRows: true).Select(r => r.Id));
    }

    [Fact]
    public async Task Overlong_cells_are_refused()
    {
        var name = await Files.Cadres(Header + "C1," + new string('张', 51) + ",办公室,,,,,P1,\n");
        var reason = await Files.Cadres(Header + "C1,张三,办公室,,,,,," + new string('因', 2_001) + "\n");
        Assert.Equal("cell-too-long", Assert.Single(name.Problems).Code);
        Assert.Equal("cell-too-long", Assert.Single(reason.Problems, p => p.Severity == ProblemSeverity.Error).Code);
    }

    [Fact]
    public async Task Duplicate_numbers_are_reported_on_both_rows()
    {
        var result = await Files.Cadres(Header + "C1,张三,办公室,,,,,P1,\nC2,李四,办公室,,,,,P1,\nc1,王五,办公室,,,,,P1,\n");
        Assert.Equal([(2, "duplicate-id"), (4, "duplicate-id")], result.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => (p.Row!.Value, p.Code)));
        Assert.Equal(["C2"], result.RowsToImport(leaveOutBadRows: true).Select(r => r.Id));
    }

    [Fact]
    public async Task Same_names_are_kept_apart_by_unit_and_refused_within_one()
    {
        var apart = await Files.Cadres(Header + "C1,张三,办公室,,,,,P1,\nC2,张三,财务科,,,,,P1,\n");
        Assert.True(apart.Accepted);
        Assert.All(apart.GoodRows, row => Assert.True(row.ShowUnit));

        var together = await Files.Cadres(Header + "C1,张三,办公室,,,,,P1,\nC2,张　三,办公室,,,,,P1,\n");
        Assert.Equal(2, together.Problems.Count(p => p.Code == "same-person" && p.Severity == ProblemSeverity.Error));
    }

    [Theory]
    [InlineData("C1,张三,办公室,,,549,,P1,", "training-short")]
    [InlineData("C1,张三,办公室,,,,2026-11-20,P1,", "sanction-ends-that-day")]
    [InlineData("C1,张三,办公室,,,,2026-11-21,P1,", "sanction-in-effect")]
    [InlineData("C1,张三,办公室,2027-01,,,,P1,", "date-in-future")]
    [InlineData("C1,张三,办公室,,群众,,,P1,", "party-not-a-date")]
    [InlineData("C1,张　三,办公室,,2000-01,,,P1,", "name-tidied")]
    [InlineData("C1,买尔丹•江,办公室,,2000-01,,,P1,", "name-tidied")]
    [InlineData("C1,张三,办公室,,2000-01,,,,", "reason-missing")]
    [InlineData("C1,张三,办公室,,2000-01,,,P1；P2,学历不符合", "reason-but-eligible")]
    public async Task Warnings_do_not_stop_the_import(string row, string code)
    {
        var result = await Files.Cadres(Header + row + "\n");
        Assert.Contains(result.Problems, p => p.Code == code && p.Severity == ProblemSeverity.Warning);
        Assert.True(result.Accepted);
        Assert.Single(result.RowsToImport());
    }

    [Theory]
    [InlineData("C1,张三,办公室,,2000-01,550,2026-11-19,P1,")]
    [InlineData("C1,张三,办公室,1980年1月,200001,551,2026-11-19,办公室副主任,")]
    public async Task Hours_of_550_and_a_sanction_that_ended_the_day_before_are_no_matter(string row)
    {
        var result = await Files.Cadres(Header + row + "\n");
        Assert.Empty(result.Problems);
        Assert.Equal(["P1"], result.GoodRows[0].EligiblePositions);
    }

    [Fact]
    public async Task Rules_depend_on_the_reference_date_that_is_given()
    {
        const string Text = Header + "C1,张三,办公室,,2000-01,,2026-11-20,P1,\n";
        Assert.NotEmpty((await Files.Cadres(Text)).Problems);
        Assert.Empty((await Files.Cadres(Text, Files.Demo with { ReferenceDate = new DateOnly(2026, 11, 21) })).Problems);
    }

    [Theory]
    [InlineData("T1,张三,领导班子,办公室,科长,是,", "category-no-code")]
    [InlineData("T1,张三,,办公室,科长,是,", "missing-category")]
    [InlineData("T1,张三,A 领导班子,办公室,科长,待定,", "expected-unclear")]
    [InlineData("T1,张三,A 领导班子,办公室,科长,,", "expected-unclear")]
    [InlineData("T1,张三,A 领导班子,办公室,科长,是,P9", "unknown-position")]
    [InlineData("T1,张三,B 班子,办公室,科长,是,", "category-name-differs")]
    public async Task Bad_attendees_are_named(string row, string code)
    {
        var result = await Files.Attendees("编号,姓名,参会类别,所在单位,职务,是否应到,回避职位\nT0,李四,B 中层,办公室,科长,是,\n" + row + "\n");
        var problem = Assert.Single(result.Problems);
        Assert.Equal((3, code), (problem.Row, problem.Code));
        Assert.Empty(result.RowsToImport());
    }

    [Theory]
    [InlineData("A 领导班子成员", "A", "领导班子成员")]
    [InlineData("Ａ　领导班子成员", "A", "领导班子成员")]
    [InlineData("A领导班子成员", "A", "领导班子成员")]
    [InlineData("A-领导班子成员", "A", "领导班子成员")]
    [InlineData("B2、其他代表", "B2", "其他代表")]
    [InlineData("staff members", "staff", "members")]
    [InlineData("C", "C", "C")]
    public async Task A_category_is_its_leading_letter_or_word(string cell, string id, string name)
    {
        var result = await Files.Attendees($"编号,姓名,参会类别,所在单位\nT1,张三,{cell},办公室\n");
        Assert.True(result.Accepted, string.Join('\n', result.Problems.Select(p => p.En)));
        Assert.Equal((id, name), (result.GoodRows[0].CategoryId, result.GoodRows[0].CategoryName));
    }

    [Fact]
    public async Task The_fix_file_names_the_bad_rows_and_runs_no_formula()
    {
        var result = await Files.Cadres(Header + "C1,张三,\"=cmd|' /C calc'!A0\",,,,,P1,\nC2,李\u202E四,办公室,,,,,P1,\nC3,王五,办公室,,2000-01,,,P1,\n");
        var bytes = result.MakeFixFile();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("2,所在单位,formula-text,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'=cmd|", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("3,姓名,bidi-character,", lines[2], StringComparison.Ordinal);
        Assert.Contains("李[U+202E]四", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
        Assert.DoesNotContain("C3", text, StringComparison.Ordinal);

        var mended = await Files.Cadres(text.Replace("'=cmd|' /C calc'!A0", "办公室", StringComparison.Ordinal).Replace("[U+202E]", "", StringComparison.Ordinal));
        Assert.True(mended.Accepted, string.Join('\n', mended.Problems.Select(p => p.En)));
        Assert.Equal(["张三", "李四"], mended.GoodRows.Select(r => r.Name));
    }

    [Theory]
    [InlineData("=1")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("+86")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("＝1")]
    [InlineData("'quoted'")]
    [InlineData("张三")]
    [InlineData("")]
    public void Escaping_of_formulas_can_be_undone(string text)
    {
        var escaped = FormulaEscape.Apply(text);
        Assert.Equal(text, FormulaEscape.Undo(escaped));
        Assert.DoesNotContain(escaped.Length == 0 ? ' ' : escaped[0], "=+-@\t\r＝＋－＠");
    }
}
