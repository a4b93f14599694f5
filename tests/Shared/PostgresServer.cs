using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Havel.Tests.Shared;

/// <summary>A real PostgreSQL in a temporary folder on a free port. A shell watches over it: when the test run ends, in
/// whatever way, the pipe to the shell breaks, and it stops the server and removes the folder. One is shared by all
/// tests of a run; those that kill it start their own.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string User = "havel";

    // initdb refuses to run as root, so the shell itself runs under another account then, and all it makes is that
    // account's. Commands come line by line; the end of the input is the end of the server.
    private const string Watch = """
        bin=$1; port=$2; sync=$3; from=$4
        trap '' INT HUP
        dir=$(mktemp -d "${TMPDIR:-/tmp}/havel-pg-XXXXXX") || exit 1
        cd "$dir"
        start() {
          "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 -k "$dir" -c max_connections=200 \
            -c shared_buffers=128MB -c fsync=$sync -c full_page_writes=$sync -c synchronous_commit=$sync \
            -c restart_after_crash=on </dev/null >>"$dir/log" 2>&1 &
          pg=$!
        }
        ready() {
          tries=0
          until "$bin/psql" -h "$dir" -p "$port" -U havel -d postgres -Atqc 'SELECT 1' >/dev/null 2>&1; do
            tries=$((tries + 1))
            [ $tries -gt 300 ] && return 1
            kill -0 $pg 2>/dev/null || { sleep 0.2; start; }
            sleep 0.1
          done
        }
        end() {
          kill -INT $pg 2>/dev/null
          wait $pg
        }
        finish() {
          kill -QUIT $pg 2>/dev/null
          wait $pg
          cd /
          rm -rf "$dir"
          exit $1
        }
        if [ -n "$from" ]; then
          "$bin/pg_basebackup" -D "$dir/data" -h 127.0.0.1 -p "$from" -U havel -R -X stream -c fast
        else
          "$bin/initdb" -D "$dir/data" -U havel -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
            || { rm -rf "$dir/data"; "$bin/initdb" -D "$dir/data" -U havel -A trust -E UTF8 --locale=C --no-sync; }
        fi </dev/null >"$dir/log" 2>&1
        start
        if ready; then echo "$dir"; else tail -n 5 "$dir/log" >&2; finish 1; fi
        while read -r command; do
          case $command in
            kill) children=$(ps -o pid= --ppid $pg 2>/dev/null); kill -KILL $pg $children; wait $pg;;
            stop) end;;
            start) start; ready;;
          esac
          echo done
        done
        finish 0
        """;

    private static readonly Lazy<PostgresServer> OfTheRun = new(() => Start());
    private static readonly Lock Naming = new();
    private static int s_databases;

    private readonly Process _shell;
    private readonly Lock _gate = new();
    private bool _isOver;

    private PostgresServer(Process shell, int port, string folder)
    {
        _shell = shell;
        Port = port;
        Folder = folder;
    }

    /// <summary>The server that all tests of the run share; started by the first that asks.</summary>
    public static PostgresServer Shared => OfTheRun.Value;

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Holds the socket, the log and <c>data</c>.</summary>
    public string Folder { get; }

    /// <summary>Starts a server of one's own.</summary>
    /// <param name="isDurable">Whether commits reach the disk: for tests that kill it.</param>
    /// <param name="primary">The server it is made a standby of, which follows it and answers reads; null for one of
    /// its own.</param>
    public static PostgresServer Start(bool isDurable = false, PostgresServer? primary = null)
    {
        var bin = PostgresBinaries.Folder ?? throw new InvalidOperationException("No PostgreSQL here.");
        var port = FreePort();
        var start = Unprivileged();
        foreach (var argument in (ReadOnlySpan<string>)
            ["sh", "-c", Watch, "havel-postgres", bin, $"{port}", isDurable ? "on" : "off", $"{primary?.Port}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.FileName = start.ArgumentList[0];
        start.ArgumentList.RemoveAt(0);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        var shell = Process.Start(start)!;
        var folder = shell.StandardOutput.ReadLine();
        return folder is not null
            ? new PostgresServer(shell, port, folder)
            : throw new InvalidOperationException("PostgreSQL did not start: " + shell.StandardError.ReadToEnd());
    }

    /// <summary>A fresh database, gone when it is disposed of.</summary>
    /// <param name="template">The database it is a copy of, to which nobody is connected; null for an empty
    /// one.</param>
    public PostgresDatabase CreateDatabase(string? template = null)
    {
        string name;
        lock (Naming)
            name = $"havel_{++s_databases}";

        Sql(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return new PostgresDatabase(this, name);
    }

    /// <summary>Kills all its processes at once (SIGKILL): what is not on disk is lost.</summary>
    public void Kill() => Command("kill");

    /// <summary>Ends it in good order.</summary>
    public void Stop() => Command("stop");

    /// <summary>Starts it again after <see cref="Kill"/> or <see cref="Stop"/>, and waits until it answers.</summary>
    public void Restart() => Command("start");

    /// <summary>Runs a statement beside the tests, as an operator would with psql.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="database">In which database.</param>
    /// <returns>The rows, columns joined by a bar.</returns>
    public string Sql(string sql, string database = "postgres") => Run(
        "psql", "-X", "-d", database, "-Atq", "-v", "ON_ERROR_STOP=1", "-c", sql);

    /// <summary>Runs one of PostgreSQL's own programs against this server.</summary>
    /// <param name="program">Such as <c>pg_dump</c>.</param>
    /// <param name="arguments">Beside host, port and account.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, program))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["-h", "127.0.0.1", "-p", $"{Port}", "-U", User, .. arguments])
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var fault = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.TrimEnd()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {fault.Result}");
    }

    public void Dispose()
    {
        if (_isOver)
            return;

        _isOver = true;
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Command(string word)
    {
        lock (_gate)
        {
            _shell.StandardInput.WriteLine(word);
            _shell.StandardInput.Flush();
            if (_shell.StandardOutput.ReadLine() is not "done")
                throw new InvalidOperationException($"The watch over PostgreSQL is gone ({word}).");
        }
    }

    /// <summary>How a program is started that must not be root.</summary>
    private static ProcessStartInfo Unprivileged()
    {
        var start = new ProcessStartInfo();
        if (!Environment.IsPrivilegedProcess)
            return start;

        var account = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";
        string[] change = File.Exists("/usr/bin/setpriv")
            ? ["setpriv", "--reuid", account, "--regid", GroupOf(account), "--clear-groups"]
            : ["runuser", "-u", account, "--"];
        foreach (var argument in change)
            start.ArgumentList.Add(argument);

        // The temporary folder of root may be closed to others.
        start.Environment["TMPDIR"] = "/tmp";
        return start;
    }

    private static string GroupOf(string account) =>
        File.ReadLines("/etc/passwd").First(line => line.StartsWith(account + ":", StringComparison.Ordinal))
            .Split(':')[3];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
