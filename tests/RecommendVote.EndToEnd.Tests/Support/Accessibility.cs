using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>axe with every tag of WCAG up to 2.2 AA.</summary>
internal static class Accessibility
{
    private static readonly List<string> Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    public static async Task AssertCleanAsync(this Device device, string page)
    {
        var result = await device.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = Tags } });
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Select(item => $"{page}: {item.Id}: {item.Help}: {string.Join(" | ", item.Nodes.Select(node => node.Html))}"));
    }
}
