using Spectre.Console;

namespace RecommendVote.Tool.Output;

/// <summary>A progress bar on standard error while a long piece of work runs; nothing at all when nobody watches.</summary>
public static class LongWork
{
    /// <summary>Whether a person sees standard error: not redirected, a terminal that moves its cursor, and not in CI.</summary>
    public static bool IsWatched =>
        !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("CI") is null or ""
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>Runs <paramref name="work"/>, which reports a share between 0 and 1.</summary>
    public static T Run<T>(string title, Func<IProgress<double>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsWatched)
            return work(new Silent());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work(new Bar(task));
            });
    }

    private sealed class Silent : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }

    /// <summary>Direct, not <see cref="Progress{T}"/>: that one posts to other threads and reports out of order.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = Math.Clamp(value, 0, 1);
    }
}
