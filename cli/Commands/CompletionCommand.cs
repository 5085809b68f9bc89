using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary><c>infra completion SHELL</c>: a script that lets the shell complete commands, options and stacks.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash: source <(./infra completion bash)
        _infra() {
          local words
          mapfile -t words < <("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
          mapfile -t COMPREPLY < <(compgen -W "${words[*]}" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _infra infra ./infra
        """;

    private const string Zsh = """
        # zsh: source <(./infra completion zsh)
        _infra() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a found
        }
        compdef _infra infra ./infra
        """;

    private const string Fish = """
        # fish: ./infra completion fish | source
        complete -c infra -f -a '(set -l line (commandline -cp); set -l words (commandline -opc); $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'
        """;

    public static Command Create(Session session)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print the completion script of a shell") { shell };
        command.SetAction(result =>
        {
            session.Output.WriteLine(ProgramName.In(result.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish }));
            return ExitCode.Fine;
        });
        return command;
    }
}
