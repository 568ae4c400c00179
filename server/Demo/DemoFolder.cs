using Microsoft.Data.Sqlite;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Demo;

/// <summary>The demonstration's own data folder: wiped at each start, and never anybody else's.</summary>
public static class DemoFolder
{
    public const string Default = "demo-data";

    private const string Marker = "demonstration.txt";

    /// <summary>Empties the folder, or makes it.</summary>
    /// <exception cref="StartupException">
    /// <c>data-folder-in-use</c>, or <c>demo-data-refused</c> when the folder was not made by the demonstration or holds a meeting that is not one.
    /// </exception>
    public static void Prepare(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
        {
            if (!File.Exists(Path.Combine(full, Marker)))
                throw Refused(full, "it was not made by the demonstration", "它不是演示创建的");
            using (DataFolder.Open(full))
            {
                // Held only to see that no server runs on it.
            }
            if (RealMeeting(Path.Combine(full, "recommendvote.db")) is { } meeting)
                throw Refused(full, $"it holds the meeting {meeting}, which is not a demonstration", $"其中的会议 {meeting} 不是演示会议");
            Directory.Delete(full, recursive: true);
        }
        Directory.CreateDirectory(full);
        File.WriteAllText(Path.Combine(full, Marker), "演示数据，每次启动时清空。 Demonstration data, wiped at each start.\n");
    }

    private static StartupException Refused(string full, string en, string zh) =>
        new("demo-data-refused", $"the folder {full} is not wiped: {en} / 不清空该文件夹：{zh}");

    /// <summary>The id of a meeting that is not marked as a demonstration, or null.</summary>
    private static string? RealMeeting(string database)
    {
        if (!File.Exists(database))
            return null;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var exists = connection.CreateCommand();
        exists.CommandText = "select count(*) from sqlite_master where type = 'table' and name = 'Meetings'";
        if (Convert.ToInt64(exists.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0)
            return null;
        using var real = connection.CreateCommand();
        real.CommandText = "select Id from Meetings where Demo = 0 limit 1";
        return real.ExecuteScalar() as string;
    }
}
