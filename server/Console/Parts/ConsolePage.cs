using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;
using RecommendVote.Server.StaffConsole.Text;

namespace RecommendVote.Server.StaffConsole.Parts;

/// <summary>What every page has: who is signed in, the wording, and one way to run a use case and show why it was refused.</summary>
public abstract class ConsolePage : ComponentBase
{
    [Inject] protected Words W { get; set; } = default!;
    [Inject] protected ISnackbar Messages { get; set; } = default!;
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [Inject] protected PageTools Tools { get; set; } = default!;
    [Inject] protected ConsoleClock Clock { get; set; } = default!;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = default!;

    protected Actor Me { get; private set; } = default!;

    /// <summary>Why the last use case was refused; pages show it in a <see cref="RefusalNotice"/>.</summary>
    protected Refusal? Fault { get; set; }

    /// <summary>True while a use case runs; buttons are disabled then.</summary>
    protected bool Busy { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor.From((await SignedIn).User) is not { } actor)
        {
            Navigation.NavigateTo("/account/sign-in", forceLoad: true);
            return;
        }
        Me = actor;
        await LoadAsync();
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>The value of a use case, or null after its refusal was noted.</summary>
    protected async Task<T?> AskAsync<T>(Task<Outcome<T>> work) where T : class
    {
        var outcome = await work;
        if (outcome.Ok)
            return outcome.Value;
        Fault = outcome.Refusal;
        return null;
    }

    /// <summary>Runs a use case once, with buttons disabled; true when it was done.</summary>
    protected async Task<bool> DoAsync<T>(Func<Task<Outcome<T>>> work, Func<T, Task>? then = null, string? said = null)
    {
        if (Busy)
            return false;
        Busy = true;
        Fault = null;
        try
        {
            var outcome = await work();
            if (!outcome.Ok)
            {
                Fault = outcome.Refusal;
                return false;
            }
            if (then is not null)
                await then(outcome.Value);
            if (said is not null)
                Messages.Add(said, Severity.Success);
            return true;
        }
        finally
        {
            Busy = false;
        }
    }
}
