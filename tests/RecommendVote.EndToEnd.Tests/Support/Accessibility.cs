using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>axe with every tag of WCAG up to 2.2 AA.</summary>
internal static class Accessibility
{
    private const string TargetSize = "target-size";

    private static readonly List<string> Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>A picture for people, and what a machine sees: nothing for axe, and no wider than the screen.</summary>
    public static async Task LookAsync(this Device device, string name, bool whole = false)
    {
        await device.PictureAsync(name, whole);
        await device.AssertCleanAsync(name);
        Assert.True(await device.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than the screen");
    }

    public static async Task AssertCleanAsync(this Device device, string page)
    {
        var result = await device.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = Tags } });
        Assert.NotEmpty(result.Passes);
        var faults = new List<string>();
        foreach (var item in result.Violations)
            foreach (var node in item.Nodes)
                if (item.Id != TargetSize || await IsSmallInFullViewAsync(device.Page, node.Target))
                    faults.Add($"{page}: {item.Id}: {item.Help}: {node.Html}");
        Assert.Empty(faults);
    }

    /// <summary>
    /// Where bars stay at the head and foot of the screen, some row is always half under one of them, and axe measures only what is seen of it.
    /// Such a target is measured again in the middle of the screen, where people bring it before they tap.
    /// </summary>
    private static async Task<bool> IsSmallInFullViewAsync(IPage page, AxeSelector target)
    {
        var selector = target.Selector ?? throw new InvalidOperationException($"{TargetSize} within a frame: {target}");
        var top = await page.EvaluateAsync<JsonElement>("selector => { const from = scrollY; document.querySelector(selector).scrollIntoView({ block: 'center', behavior: 'instant' }); return from; }", selector);
        var again = await page.Locator(selector).RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = [TargetSize] } });
        await page.EvaluateAsync("top => scrollTo({ top, behavior: 'instant' })", top.GetDouble());
        return again.Violations.Length > 0;
    }
}
