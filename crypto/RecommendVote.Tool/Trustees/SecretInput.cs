using System.Text;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Trustees;

/// <summary>
/// Secrets from a file, an environment variable, or asked for without an echo; never from the command line, where other users of the
/// machine and the shell's history would see them.
/// </summary>
public static class SecretInput
{
    /// <param name="file">A file whose first line is the secret, or null.</param>
    /// <param name="variable">Name of the environment variable looked at next.</param>
    /// <param name="prompt">What is asked for at a terminal.</param>
    /// <exception cref="ToolException">None of the three gave anything.</exception>
    public static string Read(string? file, string variable, string prompt)
    {
        var secret = file is not null
            ? Encoding.UTF8.GetString(InputFile.Read(file, 4096)).Split('\n')[0].TrimEnd('\r')
            : Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(secret) && file is null && !Console.IsInputRedirected)
            secret = Ask(prompt);
        return string.IsNullOrEmpty(secret) ? throw new ToolException($"no {prompt}: give a file, set {variable}, or run at a terminal") : secret;
    }

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt + ": ");
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                break;
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
