"""The calculators of a project in a terminal, and new projects.

python -m calc                                  the calculators of the site in this folder
python -m calc bill --pieces 40                 the result of one
python -m calc new FOLDER                       a new site in a new folder
"""

import sys

from calc import project, site
from calc.form.errors import DeclarationError
from calc.markdown import mistakes
from calc.mkdocs import new
from calc.terminal import main

if __name__ == "__main__":
    if sys.argv[1:2] == ["new"]:
        sys.exit(new.main(sys.argv[2:]))
    try:
        project.use()
        code = main()
    except site.SiteError as error:
        sys.exit(str(error))
    except (DeclarationError, SyntaxError, ImportError) as error:  # in the author's code
        sys.exit(mistakes.sentence(error))
    sys.exit(code)
