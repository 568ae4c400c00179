using System.Text.Json;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>What it costs a phone until a ballot can be filled in.</summary>
internal static class FirstScreen
{
    private const int RequestsBeforeUsable = 3;
    private const int BytesBeforeUsable = 40 * 1024;
    private const int BytesOfWholePage = 100 * 1024;

    /// <summary>Notes when the first row of the ballot can be tapped.</summary>
    private const string NoteUsable = """
        new MutationObserver((_, me) => {
          if (document.querySelector('label.option input, label.answer input') === null) return;
          window.usableAt = performance.now();
          me.disconnect();
        }).observe(document, { childList: true, subtree: true });
        """;

    /// <summary>Opens the card on a phone that has been nowhere yet.</summary>
    public static async Task AssertSmallAsync(Device phone, string link)
    {
        await phone.Context.AddInitScriptAsync(NoteUsable);
        await new AttendeePage(phone).OpenAsync(link);
        await phone.Page.WaitForTimeoutAsync(1500);
        var loaded = await phone.Page.EvaluateAsync<JsonElement>("""
            () => ({ usableAt: window.usableAt, items: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              .map((item) => ({ name: new URL(item.name).pathname, end: item.responseEnd, bytes: item.transferSize })) })
            """);
        var usableAt = loaded.GetProperty("usableAt").GetDouble();
        var items = loaded.GetProperty("items").EnumerateArray()
            .Select(item => (Name: item.GetProperty("name").GetString()!, End: item.GetProperty("end").GetDouble(), Bytes: item.GetProperty("bytes").GetInt32())).ToList();
        var before = items.Where(item => item.End <= usableAt).ToList();
        foreach (var item in items)
            TestContext.Current.TestOutputHelper?.WriteLine("{0} {1} bytes {2}", item.End <= usableAt ? "before" : "after ", item.Bytes, item.Name);
        TestContext.Current.TestOutputHelper?.WriteLine(
            "usable after {0:0} ms, {1} requests, {2} bytes; whole page {3} bytes", usableAt, before.Count, before.Sum(item => item.Bytes), items.Sum(item => item.Bytes));
        Assert.InRange(before.Count, 1, RequestsBeforeUsable);
        Assert.InRange(before.Sum(item => item.Bytes), 1, BytesBeforeUsable);
        Assert.InRange(items.Sum(item => item.Bytes), 1, BytesOfWholePage);
        Assert.DoesNotContain(items, item => item.Name.EndsWith(".wasm", StringComparison.Ordinal));
        Assert.All(items, item => Assert.True(item.Bytes > 0, item.Name));
    }
}
