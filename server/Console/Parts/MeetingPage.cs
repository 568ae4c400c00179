using Microsoft.AspNetCore.Components;
using RecommendVote.Server.Features.LiveDisplay;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.StaffConsole.Parts;

/// <summary>A page of one meeting: loads what the meeting's home knows, and may follow the meeting live.</summary>
public abstract class MeetingPage : ConsolePage, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IDisposable? following;

    [Inject] protected GetMeeting Get { get; set; } = default!;
    [Inject] private MeetingFeed Feed { get; set; } = default!;

    [Parameter] public string Id { get; set; } = "";

    /// <summary>Null until loaded, and when the meeting is unknown or not this person's.</summary>
    protected MeetingDetails? Meeting { get; private set; }

    protected bool IsOrganizer => Meeting?.Parts.HasFlag(MeetingParts.Organizer) == true;
    protected bool IsOfficer => Meeting?.Parts.HasFlag(MeetingParts.Officer) == true;
    protected bool IsTeller => Meeting?.Parts.HasFlag(MeetingParts.Teller) == true;
    protected bool IsIssuer => Meeting?.Parts.HasFlag(MeetingParts.Issuer) == true;

    /// <summary>True until the manifest is signed.</summary>
    protected bool IsDraft => Meeting?.State == MeetingStates.Draft;

    protected string To(string page) => page.Length == 0 ? $"/meetings/{Id}" : $"/meetings/{Id}/{page}";

    protected sealed override async Task LoadAsync()
    {
        Meeting = await AskAsync(Get.RunAsync(Me, Id));
        if (Meeting is not null)
            await LoadPageAsync();
    }

    /// <summary>Reads what the page shows beyond the meeting itself.</summary>
    protected virtual Task LoadPageAsync() => Task.CompletedTask;

    /// <summary>Loads again whenever the meeting changes, and every few seconds for what changes without a word (check-ins, signatures).</summary>
    protected void Follow(TimeSpan every)
    {
        following ??= Feed.Subscribe(Id, _ => AgainAsync());
        _ = TickAsync(every);
    }

    private async Task TickAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(gone.Token))
                await AgainAsync();
        }
        catch (OperationCanceledException)
        {
            // The person left the page.
        }
    }

    private Task AgainAsync() => gone.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(async () =>
    {
        if (gone.IsCancellationRequested || Busy)
            return;
        await LoadAsync();
        StateHasChanged();
    });

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || gone.IsCancellationRequested)
            return;
        following?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }
}
